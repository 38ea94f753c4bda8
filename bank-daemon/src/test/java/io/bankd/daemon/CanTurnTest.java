package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.Portion;
import io.bankd.can.SendResult;
import io.bankd.can.SendSchedule;
import io.bankd.can.Spacing;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One CAN output without a thread, in a time of its own; all times in ms. */
class CanTurnTest {
  private static final BankPolicy POLICY = BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2)));
  private static final BankSnapshot HEALTHY = SampleBank.running(POLICY, Moment.ofMillis(0));
  private static final int FIRST_OF_PYLON = 0x351;

  private record Sent(long millis, CanFrame frame) {}

  private final LoopbackCanBus bus = new LoopbackCanBus("can0");
  private final List<Sent> sent = new ArrayList<>();
  private final CanLink link = new CanLink("can0");
  private final Metrics metrics = new Metrics("test");
  private final List<@Nullable Moment> untold = new ArrayList<>();
  private long nanos;

  /** How often the bank steps, and wakes the output with what is new. */
  private long step = 250;

  CanTurnTest() {
    bus.tap(frame -> sent.add(new Sent(nanos / 1_000_000, frame)));
  }

  private CanTurn output(String dialect) {
    return output(dialect, Portion.WHOLE);
  }

  private CanTurn output(String name, Portion portion) {
    CanDialect dialect = Dialects.named(name).orElseThrow();
    return new CanTurn(
        bus,
        dialect,
        new CanWords(POLICY, dialect, portion),
        new SendSchedule(Moment.ofMillis(0), Duration.ofSeconds(1), dialect.gap()),
        new Spacing(Duration.ofMillis(5), pause -> nanos += pause),
        new CanCounters(metrics, "test", "can0"),
        link,
        new Reach(untold::add));
  }

  private void run(CanTurn turn, long until, LongFunction<BankSnapshot> bank) {
    while (nanos < until * 1_000_000) {
      long stepped = nanos / 1_000_000 / step * step;
      Moment next = turn.turn(bank.apply(stepped), Moment.ofNanos(nanos));
      nanos = Math.max(nanos, Math.min(next.nanos(), (stepped + step) * 1_000_000));
    }
  }

  private static BankSnapshot healthy(long millis) {
    return SampleBank.at(HEALTHY, Moment.ofMillis(millis));
  }

  private static BankSnapshot limited(long millis, Current ccl, Current dcl) {
    return SampleBank.limited(HEALTHY, Moment.ofMillis(millis), ccl, dcl);
  }

  private static Current amps(int amperes) {
    return Current.ofAmperes(amperes);
  }

  private List<Long> times(int id) {
    return sent.stream().filter(s -> s.frame.id() == id).map(Sent::millis).toList();
  }

  private static InverterMessage told(CanTurn output) {
    return Objects.requireNonNull(output.told());
  }

  /** The last whole set as the inverter reads it. */
  private InverterMessage heard(String dialect, CanTurn output) {
    CanDialect spoken = Dialects.named(dialect).orElseThrow();
    int size = spoken.encode(told(output)).size();
    List<CanFrame> frames = sent.stream().map(Sent::frame).toList();
    return spoken.read(frames.subList(frames.size() - size, frames.size())).orElseThrow();
  }

  @Test
  void theThousandthSetIsWhereTheFirstPutIt() {
    run(output("pylon12"), 1_000_000, CanTurnTest::healthy);

    List<Long> times = times(FIRST_OF_PYLON);
    assertThat(times).hasSize(1000);
    for (int n = 0; n < times.size(); n++) {
      assertThat(times.get(n)).isEqualTo(n * 1000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pylon12", "victron", "sma", "growatt_lv", "byd_lv", "sofar_lv"})
  void theSetIsWholeInOneOrderAndSpaced(String dialect) {
    CanTurn output = output(dialect);
    run(output, 3000, CanTurnTest::healthy);

    List<Integer> order =
        Dialects.named(dialect).orElseThrow().encode(told(output)).stream()
            .map(CanFrame::id)
            .toList();
    assertThat(sent).hasSize(3 * order.size());
    for (int i = 0; i < sent.size(); i++) {
      int place = i % order.size();
      assertThat(sent.get(i).frame.id()).isEqualTo(order.get(place));
      assertThat(sent.get(i).millis).isEqualTo(i / order.size() * 1000L + place * 5L);
    }
  }

  @Test
  void aFallingLimitIsToldInTheStepInWhichItFell() {
    run(
        output("pylon12"),
        3000,
        now -> now < 1250 ? healthy(now) : limited(now, amps(20), amps(50)));

    assertThat(times(FIRST_OF_PYLON)).containsExactly(0L, 1000L, 1250L, 2000L);
  }

  @ParameterizedTest
  @CsvSource({"pylon12, 50", "victron, 50", "sma, 200"})
  void limitsThatKeepFallingDoNotFloodTheBus(String dialect, long gap) {
    step = 10;
    int first = Dialects.named(dialect).orElseThrow().sent().get(0).id();
    CanTurn output = output(dialect);
    run(output, 950, now -> limited(now, amps(100 - (int) (now / 10)), amps(50)));

    List<Long> times = times(first);
    for (int i = 1; i < times.size(); i++) {
      // Looked at once a step, and sending takes a while.
      assertThat(times.get(i) - times.get(i - 1)).isBetween(gap, Math.max(gap, 100) + 10);
    }
    assertThat(told(output).ccl()).isLessThan(amps(30));
  }

  @Test
  void theLastWordOffersNothingAndThenNothingIsSaid() {
    CanTurn output = output("pylon12");
    run(output, 2500, CanTurnTest::healthy);
    int before = sent.size();

    output.goodbye();

    assertThat(sent).hasSize(before + 6);
    InverterMessage last = heard("pylon12", output);
    assertThat(last.ccl()).isEqualTo(Current.ZERO);
    assertThat(last.dcl()).isEqualTo(Current.ZERO);
    assertThat(last.chargeEnabled()).isFalse();
    assertThat(last.dischargeEnabled()).isFalse();
    assertThat(last.cvl()).isEqualTo(Voltage.ofMillivolts(53_600));
  }

  /** Its state of charge would be 0, at which inverters shut down. */
  @Test
  void aBankThatKnowsNothingYetIsNotAnnouncedNotEvenWithAGoodbye() {
    CanTurn output = output("sma");
    BankSnapshot starting = new BankController(POLICY).start(Moment.ofMillis(0));
    run(output, 5000, now -> SampleBank.at(starting, Moment.ofMillis(now)));
    output.goodbye();

    assertThat(sent).isEmpty();
    assertThat(output.told()).isNull();
  }

  @Test
  void aBankNoLongerRenewedIsToldAsNothingForAMinuteAndThenNotAtAll() {
    CanTurn output = output("pylon12");
    BankSnapshot old = healthy(0);
    run(output, 2100, now -> old);
    assertThat(told(output).ccl()).as("at once, not at the next period").isEqualTo(Current.ZERO);
    assertThat(times(FIRST_OF_PYLON)).last().as("50 ms after the regular one").isEqualTo(2050L);

    run(output, 100_000, now -> old);

    assertThat(times(FIRST_OF_PYLON)).last().isEqualTo(62_000L);
    assertThat(output.told()).isNull();
    assertThat(link).hasToString("can0: the bank's thread is stuck: nothing is offered");
  }

  @ParameterizedTest
  @CsvSource({
    // 16 bits with or without a sign in 0.1 A; a Sunny Island drops what is above 1200 A.
    "pylon12,    6600, 3276.7, ccl_above",
    "victron,    3277, 3276.7, ccl_above",
    "growatt_lv, 6600, 3276.7, ccl_above",
    "sma,        1201, 1200.0, ccl_above",
  })
  void aLimitThatWouldWrapOrBeDroppedIsHeld(
      String dialect, int amperes, double told, String counter) {
    CanTurn output = output(dialect);
    run(output, 1500, now -> limited(now, amps(amperes), amps(amperes)));

    assertThat(heard(dialect, output).ccl()).isEqualTo(Current.ofMilliamperes((int) (told * 1000)));
    assertThat(heard(dialect, output).dcl()).isEqualTo(heard(dialect, output).ccl());
    assertThat(corrections(counter)).isEqualTo(2);
    assertThat(corrections("dcl_above")).isEqualTo(2);
  }

  @Test
  void aChargeVoltageOfZeroIsAStopAtRestNotAnOrderToEmptyTheBank() {
    CanTurn output = output("victron");
    run(
        output,
        500,
        now -> SampleBank.limited(HEALTHY, Moment.ofMillis(now), Voltage.ZERO, amps(50), amps(50)));

    InverterMessage heard = heard("victron", output);
    assertThat(heard.cvl()).isEqualTo(Voltage.ofMillivolts(53_600));
    assertThat(heard.ccl()).isEqualTo(Current.ZERO);
    assertThat(heard.dcl()).isEqualTo(amps(50));
    assertThat(corrections("cvl_below")).isEqualTo(1);
  }

  @Test
  void aBankNobodyHasMeasuredIsNotToldOf() {
    CanTurn output = output("pylon12");
    run(output, 1000, now -> SampleBank.unmeasured(HEALTHY, Moment.ofMillis(now)));

    assertThat(sent).isEmpty();
    assertThat(corrections("no_measurement")).isPositive();
  }

  @Test
  void zeroDegreesThatNoSensorGaveAreNotTold() {
    CanTurn output = output("pylon12");
    run(output, 500, now -> SampleBank.withoutSensors(HEALTHY, Moment.ofMillis(now)));

    assertThat(heard("pylon12", output).temperature()).isNull();
    assertThat(corrections("temperature_default")).isEqualTo(1);
  }

  private double corrections(String name) {
    return metrics.corrections("test", "can0", name).count();
  }

  @Test
  void aFullQueueIsTriedAgainWithNewerValuesAndNeverInAHurry() {
    CanTurn output = output("pylon12");
    bus.breakWith(new SendResult.QueueFull(0));
    run(output, 4500, CanTurnTest::healthy);
    assertThat(metrics.frames("test", "can0", "out", "queue_full").count()).isEqualTo(5);
    assertThat(link.toString()).contains("nobody acknowledges on this bus");

    bus.breakWith(null);
    run(output, 5500, now -> limited(now, amps(30), amps(30)));

    assertThat(times(FIRST_OF_PYLON)).containsExactly(5000L);
    assertThat(told(output).ccl()).isEqualTo(amps(30));
    assertThat(link.isWorking()).isTrue();
  }

  /** The old limit may be in force still: nobody knows how far the set got. */
  @Test
  void aSetCutShortIsRepeatedWithoutWaitingForThePeriod() {
    CanTurn output = output("pylon12");
    bus.breakWith(new SendResult.QueueFull(3));
    run(output, 400, CanTurnTest::healthy);
    assertThat(metrics.frames("test", "can0", "out", "queue_full").count()).isEqualTo(2);

    bus.breakWith(null);
    run(output, 990, CanTurnTest::healthy);

    assertThat(times(FIRST_OF_PYLON)).containsExactly(500L);
  }

  @Test
  void anInterfaceThatComesBackIsUsedFromTheNextSetOn() {
    CanTurn output = output("pylon12");
    bus.breakWith(new SendResult.Down("can0 is down"));
    run(output, 2500, CanTurnTest::healthy);
    assertThat(link).hasToString("can0: can0 is down");
    assertThat(output.told()).isNull();

    bus.breakWith(null);
    run(output, 3500, CanTurnTest::healthy);

    assertThat(times(FIRST_OF_PYLON)).containsExactly(3000L);
    assertThat(link.isWorking()).isTrue();
  }

  @Test
  void theBankLearnsSinceWhenItsInverterCannotBeToldAndWhenItCanAgain() {
    CanTurn output = output("pylon12");
    run(output, 5500, CanTurnTest::healthy);
    bus.breakWith(new SendResult.Down("can0 is down"));
    run(output, 7900, CanTurnTest::healthy);
    assertThat(untold).as("5 s was the last set; an inverter waits 3 s").isEmpty();
    run(output, 20_000, CanTurnTest::healthy);
    assertThat(untold).containsExactly(Moment.ofMillis(5000));

    bus.breakWith(null);
    run(output, 22_000, CanTurnTest::healthy);

    assertThat(untold).containsExactly(Moment.ofMillis(5000), null);
  }

  /** A bank that says nothing for an hour has lost nobody meanwhile. */
  @Test
  void theTimeInWhichThereWasNothingToTellIsNoLoss() {
    CanTurn output = output("pylon12");
    run(output, 5500, CanTurnTest::healthy);
    run(output, 3_600_000, millis -> healthy(5500));
    assertThat(output.told()).isNull();

    bus.breakWith(new SendResult.QueueFull(0));
    run(output, 3_602_500, CanTurnTest::healthy);
    assertThat(untold).isEmpty();
    run(output, 3_605_000, CanTurnTest::healthy);
    assertThat(untold).hasSize(1);
    Moment since = Objects.requireNonNull(untold.get(0));
    assertThat(since.isBefore(Moment.ofMillis(3_600_000))).isFalse();
  }

  /** It was told all the time, only later: it has no excuse. */
  @Test
  void anOutputThatMissesEveryOtherSetStillReachesItsInverter() {
    CanTurn output = output("pylon12");
    for (int n = 0; n < 20; n++) {
      bus.breakWith(n % 2 == 0 ? null : new SendResult.QueueFull(0));
      run(output, 1000 * n + 500, CanTurnTest::healthy);
    }
    assertThat(times(FIRST_OF_PYLON)).hasSize(10);
    assertThat(untold).isEmpty();
  }

  @Test
  void twoInvertersAreToldTheirPartsAndTheSameVoltage() {
    CanTurn big = output("sma", new Portion(8, 13));
    run(big, 500, now -> limited(now, amps(750), amps(700)));
    InverterMessage first = heard("sma", big);
    CanTurn small = output("pylon12", new Portion(5, 13));
    run(small, 1000, now -> limited(now, amps(750), amps(700)));
    InverterMessage second = heard("pylon12", small);

    assertThat(first.ccl()).isEqualTo(Current.ofMilliamperes(461_500));
    assertThat(second.ccl()).isEqualTo(Current.ofMilliamperes(288_400));
    assertThat(first.dcl()).isEqualTo(Current.ofMilliamperes(430_700));
    assertThat(second.dcl()).isEqualTo(Current.ofMilliamperes(269_200));
    assertThat(first.cvl()).isEqualTo(second.cvl());
    assertThat(first.soc()).isEqualTo(second.soc());
  }
}
