package io.bankd.can.dialect;

import io.bankd.can.CanDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The dialects there are, by the names used in the configuration. */
public final class Dialects {
  private interface Maker extends Function<DialectOptions, CanDialect> {}

  /** What an inverter can be told in. */
  private static final Map<String, Maker> SPOKEN = new LinkedHashMap<>();

  /** What is met on a bus and only read. */
  private static final Map<String, Maker> READ = new LinkedHashMap<>();

  static {
    SPOKEN.put("pylon12", PylonFamily::v12);
    SPOKEN.put("victron", VictronFamily::lowVoltage);
    SPOKEN.put("pylon13", PylonFamily::v13);
    SPOKEN.put("pylonplus", PylonFamily::plus);
    SPOKEN.put("sma", SmaFamily::sunnyIsland);
    SPOKEN.put("goodwe_lv", SmaFamily::goodWe);
    SPOKEN.put("growatt_lv", GrowattFamily::lowVoltage);
    SPOKEN.put("growatt_sph_pylon", PylonBranches::growattSph);
    SPOKEN.put("luxpower", PylonBranches::luxpower);
    SPOKEN.put("solark", PylonBranches::solArk);
    SPOKEN.put("byd_lv", VictronFamily::byd);
    SPOKEN.put("sofar_lv", SmaFamily::sofar);
    READ.put("deye_pcs", options -> DeyeFamily.packs());
    READ.put("discover", options -> OtherBatteries.discover());
    READ.put("goodwe_45x", options -> OtherBatteries.goodWe45x());
  }

  private static final Map<String, CanDialect> DEFAULTS = new LinkedHashMap<>();

  static {
    SPOKEN.forEach((name, maker) -> DEFAULTS.put(name, maker.apply(DialectOptions.DEFAULT)));
    READ.forEach((name, maker) -> DEFAULTS.put(name, maker.apply(DialectOptions.DEFAULT)));
  }

  private Dialects() {}

  /** The dialect of that name as its document has it; empty when there is none. */
  public static Optional<CanDialect> named(String name) {
    return Optional.ofNullable(DEFAULTS.get(name));
  }

  /** The dialect of that name with an installer's options. */
  public static Optional<CanDialect> named(String name, DialectOptions options) {
    return Optional.ofNullable(SPOKEN.get(name)).map(maker -> maker.apply(options));
  }

  /** The names of those an inverter can be told in: for the configuration. */
  public static List<String> names() {
    return List.copyOf(SPOKEN.keySet());
  }

  /** All names, those included that are only read: for captures. */
  public static List<String> readable() {
    return List.copyOf(DEFAULTS.keySet());
  }

  /** All dialects, as their documents have them. */
  public static List<CanDialect> all() {
    return List.copyOf(DEFAULTS.values());
  }
}
