package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Conformance;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.Position;
import io.bankd.can.WireRange;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value of the message alone at its ends and at the ends of the wire, in every dialect. */
class ExtremesTest {
  /** One value of a message, in its smallest unit. */
  private enum Field {
    CVL(16, 100),
    DVL(16, 100),
    CCL(16, 100),
    DCL(16, 100),
    VOLTAGE(16, 100),
    CURRENT(16, 100),
    TEMPERATURE(16, 10),
    TMIN(16, 10),
    TMAX(16, 10),
    VMIN(16, 1),
    VMAX(16, 1),
    SOC(16, 1),
    SOH(16, 1),
    ONLINE(16, 1),
    BLOCK_CHARGE(16, 1),
    BLOCK_DISCHARGE(16, 1),
    OFFLINE(16, 1),
    INSTALLED(16, 1000),
    REMAINING(16, 1000),
    CYCLES(16, 1),
    CHARGED(32, 100),
    DISCHARGED(32, 100),
    PLACE(8, 1);

    private final int bits;
    private final int step;

    Field(int bits, int step) {
      this.bits = bits;
      this.step = step;
    }

    /** The ends of the type, of a signed and an unsigned word, and their neighbours. */
    List<Long> extremes() {
      long most = (1L << bits) * step;
      return Stream.of(0L, 1L, most / 2, most)
          .flatMap(end -> Stream.of(end, -end))
          .flatMap(end -> Stream.of(end - step, end - 1, end, end + 1, end + step))
          .flatMap(end -> Stream.of(end, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE))
          .filter(end -> this != SOC && this != SOH || end >= 0 && end <= 10_000)
          .distinct()
          .toList();
    }

    InverterMessage in(InverterMessageBuilder message, long value) {
      int v = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
      switch (this) {
        case CVL -> message.cvl(Voltage.ofMillivolts(v));
        case DVL -> message.dvl(Voltage.ofMillivolts(v));
        case CCL -> message.ccl(Current.ofMilliamperes(v));
        case DCL -> message.dcl(Current.ofMilliamperes(v));
        case VOLTAGE -> message.voltage(Voltage.ofMillivolts(v));
        case CURRENT -> message.current(Current.ofMilliamperes(v));
        case TEMPERATURE -> message.temperature(Temperature.ofDecidegrees(v));
        case TMIN -> message.tmin(Temperature.ofDecidegrees(v));
        case TMAX -> message.tmax(Temperature.ofDecidegrees(v));
        case VMIN -> message.vmin(Voltage.ofMillivolts(v));
        case VMAX -> message.vmax(Voltage.ofMillivolts(v));
        case SOC -> message.soc(Ratio.ofBasisPoints(v));
        case SOH -> message.soh(Ratio.ofBasisPoints(v));
        case ONLINE -> message.online(v);
        case BLOCK_CHARGE -> message.blockCharge(v);
        case BLOCK_DISCHARGE -> message.blockDischarge(v);
        case OFFLINE -> message.offline(v);
        case INSTALLED -> message.installedCapacity(Capacity.ofMilliampereHours(v));
        case REMAINING -> message.remainingCapacity(Capacity.ofMilliampereHours(v));
        case CYCLES -> message.cycles(v);
        case CHARGED -> message.chargedWh(value);
        case DISCHARGED -> message.dischargedWh(value);
        case PLACE -> message.vminAt(new Position(v, v)).tmaxAt(new Position(v, 1));
      }
      return message.build();
    }
  }

  static List<CanDialect> dialects() {
    return Dialects.all();
  }

  /** Whatever comes along, even past the check that stands in front of the wire. */
  @ParameterizedTest
  @MethodSource("dialects")
  void anExtremeOffersNoMoreThanWasAsked(CanDialect dialect) {
    for (Field field : Field.values()) {
      for (long value : field.extremes()) {
        InverterMessage asked = field.in(BankStates.healthy(), value);
        InverterMessage told = dialect.read(dialect.encode(asked)).orElseThrow();
        String what = dialect + " " + field + " " + value;
        assertThat(told.ccl()).as(what).isBetween(Current.ZERO, asked.offeredCharge());
        assertThat(told.dcl()).as(what).isBetween(Current.ZERO, asked.offeredDischarge());
        assertThat(told.soc()).as(what).isLessThanOrEqualTo(asked.soc());
        assertThat(sign(told.current(), asked.current())).as(what).isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void whatIsReadOfAnExtremeIsWrittenAsItWas(CanDialect dialect) {
    Conformance check = Conformance.of(WireRange.ANY, dialect, Voltage.ofMillivolts(53_600));
    for (Field field : Field.values()) {
      for (long value : field.extremes()) {
        InverterMessage asked = field.in(BankStates.healthy(), value);
        Optional<InverterMessage> sent = check.check(asked).message();
        assertThat(sent.isPresent()).isEqualTo(field != Field.VOLTAGE || value > 0);
        List<CanFrame> frames = sent.map(dialect::encode).orElse(List.of());
        // Where nobody knows a temperature, a Growatt is not told its SOC either.
        dialect
            .read(frames)
            .ifPresent(
                told ->
                    assertThat(dialect.encode(told))
                        .as(dialect + " " + field + " " + value)
                        .isEqualTo(frames));
      }
    }
  }

  private static long sign(Current a, Current b) {
    return (long) a.milliamperes() * b.milliamperes();
  }
}
