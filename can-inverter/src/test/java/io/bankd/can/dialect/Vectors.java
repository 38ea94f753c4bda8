package io.bankd.can.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterAlarm;
import io.bankd.can.InverterMessage;
import io.bankd.can.Position;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The frames in vectors/can.json. */
final class Vectors {
  private static final JsonNode FILE = read();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** One frame with what it says; {@code bankState} is empty for a captured one. */
  record Vector(
      int number, String dialect, String bankState, CanFrame frame, Map<String, Object> decoded) {
    @Override
    public String toString() {
      return "#%d %s %s %s".formatted(number, dialect, bankState, frame);
    }
  }

  static Stream<Vector> all() {
    return StreamSupport.stream(FILE.get("vectors").spliterator(), false).map(Vectors::vector);
  }

  static Stream<Vector> golden() {
    return all().filter(vector -> !vector.bankState.isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Vector vector(JsonNode node) {
    CanFrame frame =
        CanFrame.ofHex(Integer.decode(node.get("id").asText()), node.get("data").asText());
    if (frame.length() != node.get("dlc").asInt()) {
      throw new IllegalStateException("the length of vector " + node.get("n") + " is wrong");
    }
    return new Vector(
        node.get("n").asInt(),
        node.get("dialect").asText(),
        node.path("case").asText(),
        frame,
        JSON.convertValue(node.get("decoded"), Map.class));
  }

  /** The bank state of that name as a message. */
  static InverterMessage message(String bankState) {
    JsonNode in = FILE.get("inputs").get(bankState);
    return InverterMessage.builder()
        .cvl(Voltage.ofMillivolts(in.get("cvl_mv").asInt()))
        .dvl(Voltage.ofMillivolts(in.get("dvl_mv").asInt()))
        .ccl(Current.ofMilliamperes(in.get("ccl_ma").asInt()))
        .dcl(Current.ofMilliamperes(in.get("dcl_ma").asInt()))
        .soc(Ratio.ofBasisPoints(in.get("soc_cpct").asInt()))
        .soh(Ratio.ofBasisPoints(in.get("soh_cpct").asInt()))
        .voltage(Voltage.ofMillivolts(in.get("voltage_mv").asInt()))
        .current(Current.ofMilliamperes(in.get("current_ma").asInt()))
        .temperature(Temperature.ofDecidegrees(in.get("temp_dc").asInt()))
        .tmin(Temperature.ofDecidegrees(in.get("tmin_dc").asInt()))
        .tmax(Temperature.ofDecidegrees(in.get("tmax_dc").asInt()))
        .vmin(Voltage.ofMillivolts(in.get("vmin_mv").asInt()))
        .vmax(Voltage.ofMillivolts(in.get("vmax_mv").asInt()))
        .vminAt(position(in.get("vmin_id")))
        .vmaxAt(position(in.get("vmax_id")))
        .tminAt(position(in.get("tmin_id")))
        .tmaxAt(position(in.get("tmax_id")))
        .online(in.get("online").asInt())
        .blockCharge(in.get("block_chg").asInt())
        .blockDischarge(in.get("block_dsg").asInt())
        .offline(in.get("offline").asInt())
        .installedCapacity(Capacity.ofMilliampereHours(in.get("capacity_mah").asInt()))
        .remainingCapacity(Capacity.ofMilliampereHours(in.get("remaining_mah").asInt()))
        .cycles(in.get("cycles").asInt())
        .chargedWh(in.get("charged_wh").asLong())
        .dischargedWh(in.get("discharged_wh").asLong())
        .chargeEnabled(in.get("charge_en").asBoolean())
        .dischargeEnabled(in.get("discharge_en").asBoolean())
        .forceCharge1(in.path("force1").asBoolean())
        .forceCharge2(in.path("force2").asBoolean())
        .fullChargeRequest(in.path("full_req").asBoolean())
        .alarms(conditions(in.get("alarms")))
        .warnings(conditions(in.get("warnings")))
        .build();
  }

  private static Position position(JsonNode pair) {
    return new Position(pair.get(0).asInt(), pair.get(1).asInt());
  }

  private static Set<PackCondition> conditions(JsonNode words) {
    Set<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    words.forEach(
        word ->
            conditions.add(InverterAlarm.named(word.asText()).orElseThrow().conditions().get(0)));
    return conditions;
  }

  private static JsonNode read() {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/can.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
