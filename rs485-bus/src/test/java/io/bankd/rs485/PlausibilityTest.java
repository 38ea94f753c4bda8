package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackCondition;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a pack said before, and what it can say now. */
class PlausibilityTest {
  private static final PackQuestion ANALOG_2 = new PackQuestion(PackAddress.of(2), Kind.ANALOG);

  private final Plausibility plausibility = new Plausibility();
  private Moment now = Moment.ofMillis(0);
  private int sensors = 6;
  private int alarms;
  private int cycles = 10;
  private int milliamperes = 10_000;
  private int decidegrees = 250;
  private Capacity design = Capacity.ofAmpereHours(100);
  private Capacity remaining = Capacity.ofAmpereHours(50);

  private PackReply analog(int... millivolts) {
    CellVoltages cells = CellVoltages.ofMillivolts(millivolts);
    return new PackReply.Analog(
        cells,
        List.of(Temperature.ofDecidegrees(decidegrees)),
        null,
        null,
        cells.sum(),
        Current.ofMilliamperes(milliamperes),
        remaining,
        design,
        design,
        cycles,
        null,
        null,
        sensors,
        0);
  }

  private PackReply hear(PackQuestion question, PackReply reply) {
    now = now.plus(Duration.ofSeconds(3));
    return plausibility.check(question, reply, now);
  }

  private void assertBelieved(PackReply reply) {
    assertThat(hear(ANALOG_2, reply)).isSameAs(reply);
  }

  private void assertRefused(Refusal reason, String detail, PackReply reply) {
    assertThat(hear(ANALOG_2, reply)).isEqualTo(new PackReply.Refused(reason, detail));
  }

  @Test
  void aCellThatJumpsIsRefusedOnceAndBelievedWhenItStays() {
    assertBelieved(analog(3300, 3300));
    assertRefused(Refusal.SLEW, "3300, then 3650 mV at cell 2", analog(3300, 3650));
    assertBelieved(analog(3300, 3652));
  }

  @Test
  void aDamagedAnswerBetweenTwoGoodOnesLeavesNoTrace() {
    assertBelieved(analog(3300, 3300));
    assertRefused(Refusal.SLEW, "3300, then 2900 mV at cell 1", analog(2900, 3300));
    assertBelieved(analog(3302, 3301));
    assertRefused(Refusal.SLEW, "3301, then 3700 mV at cell 2", analog(3302, 3700));
  }

  @Test
  void twoDamagedAnswersThatDisagreeAreBothRefused() {
    assertBelieved(analog(3300, 3300));
    assertRefused(Refusal.SLEW, "3300, then 2500 mV at cell 1", analog(2500, 3300));
    assertRefused(Refusal.SLEW, "3300, then 4000 mV at cell 1", analog(4000, 3300));
  }

  @Test
  void aLoadThatIsThrownOffMovesTheCellsAndIsBelieved() {
    milliamperes = -100_000;
    assertBelieved(analog(2900, 2910));
    milliamperes = 0;
    assertBelieved(analog(3350, 3360));
  }

  @Test
  void aSensorThatJumpsIsRefusedOnce() {
    assertBelieved(analog(3300));
    decidegrees = 600;
    assertRefused(Refusal.SLEW, "250, then 600 tenths of a degree at sensor 1", analog(3300));
    assertBelieved(analog(3300));
  }

  @Test
  void anotherPacksAnswerIsToldByItsCyclesAndItsSize() {
    assertBelieved(analog(3300));
    cycles = 11;
    assertBelieved(analog(3300));
    cycles = 400;
    assertRefused(Refusal.CONTRADICTION, "11, then 400 cycles", analog(3300));
    cycles = 11;
    assertBelieved(analog(3300));
    design = Capacity.ofAmpereHours(200);
    assertRefused(Refusal.CONTRADICTION, "design capacity 100.00 Ah, then 200.00 Ah", analog(3300));
    assertBelieved(analog(3300));
  }

  @Test
  void theNumberOfTemperaturesHasToStayAndToBeTheStatussToo() {
    assertBelieved(analog(3300));
    PackQuestion question = new PackQuestion(PackAddress.of(2), Kind.STATUS);
    PackReply.Status four =
        new PackReply.Status(Set.of(), Set.of(), Set.of(), true, true, false, 0, 4, 0);
    assertThat(hear(question, four))
        .isEqualTo(
            new PackReply.Refused(Refusal.SENSOR_COUNT, "4 temperature alarms, 6 temperatures"));
    PackReply.Status six =
        new PackReply.Status(Set.of(), Set.of(), Set.of(), true, true, false, 0, 6, 0);
    assertThat(hear(question, six)).isSameAs(six);
    sensors = 4;
    assertRefused(Refusal.SENSOR_COUNT, "6, then 4 temperatures", analog(3300));
  }

  @Test
  void aCellDoesNotLeaveTheOthersThatCarryTheSameCurrent() {
    assertBelieved(analog(3300, 3300, 3300, 3300));
    assertRefused(Refusal.SLEW, "3300, then 3268 mV at cell 3", analog(3301, 3300, 3268, 3300));
    assertBelieved(analog(3301, 3300, 3268, 3300));
  }

  @Test
  void aLoadMovesTheCellsTogetherAndAWeakOneFurther() {
    assertBelieved(analog(3300, 3300, 3300, 3300));
    milliamperes = -50_000;
    assertBelieved(analog(3220, 3221, 3150, 3219));
  }

  private PackReply status(boolean charge, PackCondition... protections) {
    PackReply said =
        new PackReply.Status(
            Set.of(protections), Set.of(), Set.of(), charge, true, false, 0, sensors, alarms);
    return hear(new PackQuestion(PackAddress.of(2), Kind.STATUS), said);
  }

  private static void assertLoosened(PackReply reply) {
    assertThat(reply).isEqualTo(new PackReply.Refused(Refusal.LOOSENED, "charging"));
  }

  private static void assertStatus(PackReply reply) {
    assertThat(reply).isInstanceOf(PackReply.Status.class);
  }

  @Test
  void aProtectionIsBelievedAtOnceAndItsEndWhenItIsSaidTwice() {
    assertStatus(status(true));
    assertStatus(status(true, PackCondition.CELL_OVER_VOLTAGE));
    assertLoosened(status(true));
    assertStatus(status(true));
    assertStatus(status(true));
    assertStatus(status(false));
    assertLoosened(status(true));
    assertStatus(status(false));
    assertLoosened(status(true));
  }

  @Test
  void twoStatusesThatLoosenAndDisagreeAreBothRefused() {
    assertStatus(status(true, PackCondition.CELL_OVER_VOLTAGE));
    assertLoosened(status(true, PackCondition.LOW_SOC));
    assertLoosened(status(true));
    alarms = 1;
    assertLoosened(status(true));
    assertStatus(status(true));
  }

  @Test
  void aProtectionThatGivesWayToAnotherOfTheSameKindIsBelieved() {
    assertStatus(status(true, PackCondition.CELL_OVER_VOLTAGE));
    assertStatus(status(true, PackCondition.PACK_OVER_VOLTAGE));
    now = now.plus(Duration.ofMinutes(2));
    assertStatus(status(true));
  }

  @Test
  void aPackThatRepeatsItselfWhileCurrentFlowsIsFrozenUntilSomethingMoves() {
    for (int i = 0; i < 100; i++) {
      assertBelieved(analog(3300, 3301));
    }
    now = now.plus(Duration.ofSeconds(1));
    PackReply still = hear(ANALOG_2, analog(3300, 3301));
    assertThat(((PackReply.Refused) still).reason()).isEqualTo(Refusal.FROZEN);
    assertBelieved(analog(3300, 3302));
  }

  @Test
  void aPackAtRestMayRepeatItselfForHours() {
    milliamperes = 0;
    for (int i = 0; i < 10_000; i++) {
      assertBelieved(analog(3300, 3301));
    }
  }

  @Test
  void afterAMinuteOfSilenceAnythingCanHaveHappened() {
    assertBelieved(analog(3300));
    now = now.plus(Duration.ofMinutes(2));
    cycles = 700;
    assertBelieved(analog(2900));
  }

  @Test
  void everyAddressHasItsOwnMemory() {
    assertBelieved(analog(3300));
    PackReply other = analog(2700);
    assertThat(hear(new PackQuestion(PackAddress.of(3), Kind.ANALOG), other)).isSameAs(other);
  }

  @Property
  void whatIsSaidTwiceIsBelieved(
      @ForAll @IntRange(min = 1, max = 4999) int before,
      @ForAll @IntRange(min = 1, max = 4999) int after) {
    Plausibility fresh = new Plausibility();
    assertThat(fresh.check(ANALOG_2, analog(before), now)).isNotInstanceOf(PackReply.Refused.class);
    fresh.check(ANALOG_2, analog(after), now.plus(Duration.ofSeconds(1)));
    assertThat(fresh.check(ANALOG_2, analog(after), now.plus(Duration.ofSeconds(2))))
        .isNotInstanceOf(PackReply.Refused.class);
  }
}
