package io.bankd.daemon.cli;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.scan.Check;
import io.bankd.rs485.scan.DipChange;
import io.bankd.rs485.scan.ScanSheet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A pass sheet as data; the names end with their unit. */
final class ScanObject {
  private ScanObject() {}

  static Map<String, Object> of(ScanSheet sheet, String line) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("line", line);
    object.put("protocol", sheet.protocol());
    object.put("baud", sheet.baud());
    object.put("questions", sheet.questions());
    object.put("verdict", word(sheet.verdict()));
    object.put("checks", sheet.checks().stream().map(ScanObject::check).toList());
    object.put("packs", sheet.packs().stream().map(ScanObject::pack).toList());
    object.put("switches", sheet.changes().stream().map(ScanObject::change).toList());
    return object;
  }

  private static String word(Enum<?> verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", check.name());
    object.put("verdict", word(check.verdict()));
    PackAddress pack = check.pack();
    if (pack != null) {
      object.put("pack", pack.value());
    }
    object.put("says", check.says());
    return object;
  }

  private static Map<String, Object> change(DipChange change) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("now", change.now().value());
    object.put("set", change.to().value());
    object.put("words", change.to().dip());
    return object;
  }

  private static Map<String, Object> pack(ScanSheet.Pack pack) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("address", pack.address().value());
    object.put("firmware", pack.firmware());
    object.put("serial", pack.serial());
    object.put("answers_good", pack.good());
    object.put("answers_bad", pack.bad());
    List<Duration> trips = pack.roundTrips();
    if (!trips.isEmpty()) {
      object.put("round_trip_least_ms", trips.get(0).toMillis());
      object.put("round_trip_median_ms", trips.get(trips.size() / 2).toMillis());
      object.put("round_trip_most_ms", trips.get(trips.size() - 1).toMillis());
    }
    PackReply.Analog analog = pack.analog();
    if (analog != null) {
      object.put("voltage_mv", analog.voltage().millivolts());
      object.put("current_ma", analog.current().milliamperes());
      object.put("soc_cpct", ScanSheet.soc(analog).basisPoints());
      object.put("cell_lowest_mv", analog.cells().lowest().millivolts());
      object.put("cell_highest_mv", analog.cells().highest().millivolts());
      object.put(
          "cell_temperatures_dc",
          analog.cellTemperatures().stream().map(t -> (Object) t.decidegrees()).toList());
      object.put("full_mah", analog.full().milliampereHours());
      object.put("design_mah", analog.design().milliampereHours());
      object.put("cycles", analog.cycles());
    }
    return object;
  }
}
