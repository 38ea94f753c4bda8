package io.bankd.spec;

import io.bankd.spec.Settings.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies choices to a table of settings: each within its range, looser than the factory only where
 * that is meant, and all of them in their order.
 *
 * <p>Where a chosen figure leaves no room for one that nobody chose, that one gives way to the safe
 * side: a lower protection takes the derating before it along.
 */
final class Choices {
  private final Map<String, Setting> table = new LinkedHashMap<>();
  private final Settings settings;
  private final Values values;
  private final Set<String> refused = new HashSet<>();
  private final List<SettingNote> faults = new ArrayList<>();
  private final List<SettingNote> warnings = new ArrayList<>();

  Choices(List<Setting> rows, Settings settings) {
    rows.forEach(row -> table.put(row.key(), row));
    this.settings = settings;
    this.values = new Values(rows);
    settings.choices().forEach(this::choose);
    Orders.ALL.forEach(this::keep);
  }

  Values values() {
    return values;
  }

  List<SettingNote> faults() {
    return faults;
  }

  List<SettingNote> warnings() {
    return warnings;
  }

  private void choose(String key, Choice choice) {
    Setting setting = table.get(key);
    if (setting == null) {
      fault(key, key + " is not a setting of this pack model");
      return;
    }
    String value = setting.name() + ": " + setting.unit().print(choice.value());
    String factory = setting.unit().print(setting.factory());
    if (!setting.allows(choice.value())) {
      fault(key, value + " is out of range; allowed is " + setting.range());
    } else if (!setting.isLooser(choice.value())) {
      values.put(setting, choice.value(), choice.origin());
    } else if (choice.mayBeLooser()) {
      values.put(setting, choice.value(), choice.origin());
      warnings.add(new SettingNote(key, value + " protects less than the factory's " + factory));
    } else {
      String bound = setting.stricter() == Stricter.LOWER ? " or less" : " or more";
      fault(
          key,
          value
              + " protects less than the factory's "
              + factory
              + "; make it "
              + factory
              + bound
              + ", or write “allow-looser-than-factory: true” beside it");
    }
  }

  private void keep(Order order) {
    SettingValue inner = values.get(order.inner());
    SettingValue outer = values.get(order.outer());
    if (order.holds(inner.value(), outer.value()) || refused.contains(order.outer())) {
      return;
    }
    long nearest = order.nearest(outer.value());
    boolean chosen = settings.choices().containsKey(order.inner());
    if (!chosen && inner.setting().allows(nearest)) {
      values.put(inner.setting(), nearest, "gives way to " + order.outer());
      return;
    }
    if (!refused.contains(order.inner())) {
      SettingUnit unit = inner.setting().unit();
      String key = chosen ? order.inner() : order.outer();
      fault(
          key,
          inner.setting().name()
              + ": "
              + unit.print(inner.value())
              + " must "
              + order.words()
              + " "
              + order.outer()
              + ", which is "
              + unit.print(outer.value())
              + ": at "
              + unit.print(nearest)
              + (order.high() ? " or less" : " or more"));
    }
  }

  private void fault(String key, String text) {
    refused.add(key);
    faults.add(new SettingNote(key, text));
  }
}
