package io.bankd.daemon.cli;

import io.bankd.can.InverterAlarm;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.Position;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bank's state as the encode command reads it: one JSON object, every field a plain number in the
 * unit its name ends in (mv, ma, mah, wh, dc = 0.1 °C, cpct = 0.01 %).
 */
final class BankState {
  /** The state cannot be used; the message names the field, the value and what is allowed. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  @FunctionalInterface
  private interface Field {
    void put(InverterMessageBuilder builder, Object value) throws Unusable;
  }

  private static final List<String> REQUIRED =
      List.of("cvl_mv", "dvl_mv", "ccl_ma", "dcl_ma", "soc_cpct", "voltage_mv");

  private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("cvl_mv", (b, v) -> b.cvl(Voltage.ofMillivolts(number(v))));
    FIELDS.put("dvl_mv", (b, v) -> b.dvl(Voltage.ofMillivolts(number(v))));
    FIELDS.put("ccl_ma", (b, v) -> b.ccl(Current.ofMilliamperes(number(v))));
    FIELDS.put("dcl_ma", (b, v) -> b.dcl(Current.ofMilliamperes(number(v))));
    FIELDS.put("soc_cpct", (b, v) -> b.soc(ratio(v)));
    FIELDS.put("soh_cpct", (b, v) -> b.soh(ratio(v)));
    FIELDS.put("voltage_mv", (b, v) -> b.voltage(Voltage.ofMillivolts(number(v))));
    FIELDS.put("current_ma", (b, v) -> b.current(Current.ofMilliamperes(number(v))));
    FIELDS.put("temp_dc", (b, v) -> b.temperature(Temperature.ofDecidegrees(number(v))));
    FIELDS.put("tmin_dc", (b, v) -> b.tmin(Temperature.ofDecidegrees(number(v))));
    FIELDS.put("tmax_dc", (b, v) -> b.tmax(Temperature.ofDecidegrees(number(v))));
    FIELDS.put("vmin_mv", (b, v) -> b.vmin(Voltage.ofMillivolts(number(v))));
    FIELDS.put("vmax_mv", (b, v) -> b.vmax(Voltage.ofMillivolts(number(v))));
    FIELDS.put("vmin_id", (b, v) -> b.vminAt(position(v)));
    FIELDS.put("vmax_id", (b, v) -> b.vmaxAt(position(v)));
    FIELDS.put("tmin_id", (b, v) -> b.tminAt(position(v)));
    FIELDS.put("tmax_id", (b, v) -> b.tmaxAt(position(v)));
    FIELDS.put("online", (b, v) -> b.online(number(v)));
    FIELDS.put("block_chg", (b, v) -> b.blockCharge(number(v)));
    FIELDS.put("block_dsg", (b, v) -> b.blockDischarge(number(v)));
    FIELDS.put("offline", (b, v) -> b.offline(number(v)));
    FIELDS.put(
        "capacity_mah", (b, v) -> b.installedCapacity(Capacity.ofMilliampereHours(number(v))));
    FIELDS.put(
        "remaining_mah", (b, v) -> b.remainingCapacity(Capacity.ofMilliampereHours(number(v))));
    FIELDS.put("cycles", (b, v) -> b.cycles(number(v)));
    FIELDS.put("charged_wh", (b, v) -> b.chargedWh((long) number(v)));
    FIELDS.put("discharged_wh", (b, v) -> b.dischargedWh((long) number(v)));
    FIELDS.put("charge_en", (b, v) -> b.chargeEnabled(truth(v)));
    FIELDS.put("discharge_en", (b, v) -> b.dischargeEnabled(truth(v)));
    FIELDS.put("force1", (b, v) -> b.forceCharge1(truth(v)));
    FIELDS.put("force2", (b, v) -> b.forceCharge2(truth(v)));
    FIELDS.put("full_req", (b, v) -> b.fullChargeRequest(truth(v)));
    FIELDS.put("alarms", (b, v) -> b.alarms(conditions(v)));
    FIELDS.put("warnings", (b, v) -> b.warnings(conditions(v)));
  }

  private BankState() {}

  /** Reads one object; charge and discharge count as enabled where it does not say. */
  static InverterMessage read(Map<String, @Nullable Object> json) throws Unusable {
    Set<String> missing = new TreeSet<>(REQUIRED);
    json.forEach((name, value) -> missing.removeIf(m -> value != null && m.equals(name)));
    if (!missing.isEmpty()) {
      throw new Unusable("missing: " + String.join(", ", missing));
    }
    InverterMessageBuilder builder =
        InverterMessage.builder().chargeEnabled(true).dischargeEnabled(true);
    for (Map.Entry<String, @Nullable Object> entry : json.entrySet()) {
      Field field = FIELDS.get(entry.getKey());
      if (field == null) {
        throw new Unusable(
            entry.getKey() + " is unknown; known are " + String.join(", ", FIELDS.keySet()));
      }
      Object value = entry.getValue();
      if (value != null) {
        put(builder, entry.getKey(), field, value);
      }
    }
    return builder.build();
  }

  private static void put(InverterMessageBuilder builder, String name, Field field, Object value)
      throws Unusable {
    try {
      field.put(builder, value);
    } catch (Unusable e) {
      throw new Unusable(name + ": " + value + " " + e.getMessage());
    }
  }

  private static int number(Object value) throws Unusable {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw new Unusable("is no whole number of at most 2147483647");
  }

  private static Ratio ratio(Object value) throws Unusable {
    int number = number(value);
    if (number < 0 || number > 10_000) {
      throw new Unusable("is outside 0…10000 (hundredths of a percent)");
    }
    return Ratio.ofBasisPoints(number);
  }

  private static boolean truth(Object value) throws Unusable {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new Unusable("is neither true nor false");
  }

  private static Position position(Object value) throws Unusable {
    if (value instanceof List<?> pair && pair.size() == 2) {
      return new Position(number(pair.get(0)), number(pair.get(1)));
    }
    throw new Unusable("is no pair [pack, number]");
  }

  private static Set<PackCondition> conditions(Object value) throws Unusable {
    Set<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    for (Object word : value instanceof List<?> list ? list : List.of(value)) {
      InverterAlarm alarm =
          InverterAlarm.named(String.valueOf(word))
              .orElseThrow(() -> new Unusable("is no alarm; known are " + alarms()));
      conditions.add(alarm.plainest());
    }
    return conditions;
  }

  private static String alarms() {
    return InverterAlarm.all().stream().map(InverterAlarm::word).collect(Collectors.joining(", "));
  }
}
