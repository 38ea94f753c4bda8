package io.bankd.daemon.config;

import io.bankd.spec.PackModel;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Setting;
import io.bankd.spec.SettingNote;
import io.bankd.spec.Settings;
import io.bankd.spec.SettingsResult;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads which packs a bank is made of, and the settings over their factory values. */
final class SpecReader {
  private static final String ALLOWANCE = "allow-looser-than-factory";

  private final Section settings;
  private final Map<String, Section> blocks = new LinkedHashMap<>();

  private SpecReader(Section settings) {
    this.settings = settings;
  }

  /** A bank's pack model, with its factory values where the file is silent or wrong. */
  static PackSpec read(Section bank) {
    PackSpec factory = PackSpec.of(model(bank));
    return new SpecReader(bank.section("pack-settings")).read(factory);
  }

  private PackSpec read(PackSpec factory) {
    Settings chosen = Settings.FACTORY;
    Map<String, List<Setting>> rules =
        PackSpec.settings(factory.model()).stream()
            .collect(Collectors.groupingBy(Setting::rule, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Setting>> rule : rules.entrySet()) {
      if (settings.has(rule.getKey())) {
        Section block = settings.section(rule.getKey());
        blocks.put(rule.getKey(), block);
        chosen = read(block, rule.getValue(), chosen);
      }
    }
    settings.refuseUnknown();
    return apply(factory, chosen);
  }

  /* “prot-1: {protection: 3.55 V, delay: 2 s}” */
  private static Settings read(Section block, List<Setting> figures, Settings before) {
    Settings chosen = before;
    boolean looser = block.bool(ALLOWANCE, false);
    for (Setting setting : figures) {
      Long value = FigureText.read(block, setting);
      if (value != null) {
        String origin = block.placeOf(setting.figure());
        chosen = chosen.with(setting.key(), new Settings.Choice(value, origin, looser));
      }
    }
    block.refuseUnknown();
    return chosen;
  }

  private PackSpec apply(PackSpec factory, Settings chosen) {
    SettingsResult result = factory.with(chosen);
    if (result instanceof SettingsResult.Applied applied) {
      applied.warnings().forEach(note -> note(note, true));
      return applied.spec();
    }
    ((SettingsResult.Refused) result).faults().forEach(note -> note(note, false));
    return factory;
  }

  private void note(SettingNote note, boolean warning) {
    int point = note.key().indexOf('.');
    Section block = blocks.getOrDefault(note.key().substring(0, point), settings);
    String figure = note.key().substring(point + 1);
    if (warning) {
      settings.faults().warning(block.markOf(figure), block.at(figure), note.text());
    } else {
      block.error(figure, note.text());
    }
  }

  /* “pack-model: AM5000”, or a block that says how a pack differs from it. */
  private static PackModel model(Section bank) {
    PackModel am5000 = PackModel.AM5000;
    if (!(bank.node("pack-model") instanceof MappingNode)) {
      bank.oneOf("pack-model", am5000.name(), List.of(am5000.name()));
      return am5000;
    }
    Section block = bank.section("pack-model");
    String name = block.text("name", "");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}")) {
      block.error(
          "name", "“" + name + "” is no name; use up to 32 letters, digits, - _ . and spaces");
    }
    int cells =
        block.integer("cells", PackModel.FEWEST_CELLS, PackModel.MOST_CELLS, am5000.cellCount());
    Capacity capacity =
        block.capacity(
            "capacity",
            Capacity.ofAmpereHours(10),
            Capacity.ofAmpereHours(1000),
            am5000.designCapacity());
    // Half the capacity in an hour, as the AM5000's, and not more than its own unless it is said.
    Current half = Current.ofMilliamperes(capacity.milliampereHours() / 2);
    Current usual = Current.min(half, am5000.continuousCharge());
    Current most = Current.ofAmperes(100);
    Current charge = block.current("continuous-charge", Current.ofAmperes(1), most, usual);
    Current discharge = block.current("continuous-discharge", Current.ofAmperes(1), most, usual);
    block.refuseUnknown();
    return new PackModel(name, cells, capacity, charge, discharge);
  }
}
