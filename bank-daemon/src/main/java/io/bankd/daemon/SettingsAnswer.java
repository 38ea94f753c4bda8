package io.bankd.daemon;

import io.bankd.spec.Setting;
import io.bankd.spec.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A bank's pack settings for an operator. */
final class SettingsAnswer {
  private SettingsAnswer() {}

  /** Every setting with its value, the factory's, and where it comes from. */
  static List<Map<String, @Nullable Object>> all(BankService bank) {
    Map<String, SettingValue> configured =
        bank.config().policy().spec().figures().stream()
            .collect(Collectors.toMap(figure -> figure.setting().key(), figure -> figure));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (SettingValue figure : bank.settings()) {
      Setting setting = figure.setting();
      SettingValue written = configured.getOrDefault(setting.key(), figure);
      boolean aside = written.value() != figure.value();
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("key", setting.key());
      row.put("words", setting.words());
      row.put("value", setting.unit().print(figure.value()));
      row.put("factory", setting.unit().print(setting.factory()));
      row.put("changed", figure.value() != setting.factory());
      row.put("looser", setting.isLooser(figure.value()));
      row.put("origin", aside ? "factory; set aside: " + said(written) : figure.origin());
      rows.add(row);
    }
    return rows;
  }

  /** What going back to the factory's settings changes, a sentence each. */
  static List<String> changes(BankService bank) {
    return bank.settings().stream()
        .filter(figure -> figure.value() != figure.setting().factory())
        .map(
            figure ->
                said(figure)
                    + " is now "
                    + figure.setting().unit().print(figure.setting().factory())
                    + (figure.setting().isLooser(figure.value()) ? "" : ", which protects less"))
        .toList();
  }

  private static String said(SettingValue figure) {
    return figure.setting().key()
        + " "
        + figure.setting().unit().print(figure.value())
        + " ("
        + figure.origin()
        + ")";
  }
}
