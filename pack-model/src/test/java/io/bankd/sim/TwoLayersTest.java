package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a pack's own BMS and the daemon's rules do to the same pack, in the unruly scenarios. */
class TwoLayersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final List<PackId> PACKS = List.of(PackId.of(2), PackId.of(3), PackId.of(4));

  private final BankController controller =
      new BankController(BankPolicy.of(PackSpec.AM5000, PACKS));
  private final List<String> said = new ArrayList<>();

  private SimulatedBank bank(String scenario) {
    return new SimulatedBank(PackSpec.AM5000, PACKS, Scenarios.named(scenario).orElseThrow(), 1);
  }

  /* An inverter that follows its wish within the limits, one pack asked a second. */
  private BankSnapshot watch(SimulatedBank packs, int seconds) {
    BankReadings readings = BankReadings.none();
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    for (int second = 1; second <= seconds; second++) {
      Moment now = Moment.ofMillis(1000L * second);
      Current wish = packs.wish(Duration.ofSeconds(second));
      packs.advance(SECOND, obey(wish, bank.limits()));
      PackId asked = PACKS.get(second % PACKS.size());
      PackReading reading = packs.reading(asked, now);
      PackStatus status = packs.status(asked, now);
      if (reading != null && status != null) {
        readings = readings.with(reading).with(status);
      }
      bank = controller.step(bank, readings, now);
      bank.events().forEach(event -> said.add(event.text()));
    }
    return bank;
  }

  private static Current obey(Current wish, BankLimits limits) {
    return Current.max(limits.dcl().negated(), Current.min(wish, limits.ccl()));
  }

  private int place(String pattern) {
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i).matches(pattern)) {
        return i;
      }
    }
    throw new AssertionError("nobody said " + pattern + " but " + said);
  }

  @Test
  void theDaemonWarnsThenItStopsThenThePackProtectsItself() {
    watch(bank("two-layers"), 480);
    int alarm = place("pack 4 cell 12 at 3.5.. V: cell over-voltage, alarm.*");
    int stop = place("charging stopped: pack 4 cell 12 at 3.5.*");
    int protection = place("pack 4 reports: cell over-voltage");
    assertThat(alarm).isLessThan(stop);
    assertThat(stop).isLessThan(protection);
  }

  @Test
  void dischargeReleasesThePack() {
    watch(bank("two-layers"), 600);
    assertThat(said).contains("pack 4 no longer reports: cell over-voltage");
    assertThat(said).anyMatch(text -> text.matches("pack 4 .* over-voltage, alarm cleared"));
  }

  @Test
  void aChargerThatHeedsNobodyIsHeldToTenAmperesAndStaysSo() {
    SimulatedBank packs = bank("over-current");
    for (int minute = 1; minute <= 24; minute++) {
      packs.advance(Duration.ofMinutes(1), Current.ZERO);
      int milliamperes = packs.packCurrent(PACKS.get(0)).milliamperes();
      assertThat(milliamperes).as("minute " + minute).isLessThanOrEqualTo(100_000);
    }
    assertThat(packs.packCurrent(PACKS.get(0))).isEqualTo(Current.ofAmperes(10));
    PackStatus status = Objects.requireNonNull(packs.status(PACKS.get(0), Moment.ofMillis(0)));
    assertThat(status.limiterActive()).isTrue();
  }

  @Test
  void aLoadThatHeedsNobodyIsCutOffTenTimesAndThenForGood() {
    SimulatedBank packs = bank("over-current");
    packs.advance(Duration.ofSeconds(1560), Current.ZERO);
    int flowing = 0;
    for (int second = 0; second < 700; second++) {
      packs.advance(SECOND, Current.ZERO);
      flowing += packs.packCurrent(PACKS.get(0)).isZero() ? 0 : 1;
    }
    assertThat(flowing).as("seconds of 120 A in ten tries").isBetween(20, 40);
    packs.advance(Duration.ofSeconds(190), Current.ZERO);
    assertThat(packs.packCurrent(PACKS.get(0)).isZero()).isTrue();
    packs.advance(Duration.ofSeconds(60), Current.ZERO);
    assertThat(packs.packCurrent(PACKS.get(0))).as("charge unlocks it").isGreaterThan(Current.ZERO);
  }

  @Test
  void inWinterThePacksSleepLookForChargeAndAreWokenByTheSun() {
    SimulatedBank packs = bank("winter");
    packs.advance(Duration.ofHours(1), Current.ZERO);
    assertThat(PACKS).allMatch(packs::isAsleep);
    assertThat(packs.reading(PACKS.get(0), Moment.ofMillis(0))).as("silent").isNull();
    int awake = 0;
    for (int minute = 60; minute < 299; minute++) {
      packs.advance(Duration.ofMinutes(1), Current.ZERO);
      awake += packs.isAsleep(PACKS.get(0)) ? 0 : 1;
    }
    assertThat(awake).as("minutes of looking, once in four hours").isBetween(2, 3);
    packs.advance(Duration.ofMinutes(2), Current.ZERO);
    assertThat(PACKS).as("a charger above 48 V").noneMatch(packs::isAsleep);
    packs.advance(Duration.ofMinutes(1), Current.ofAmperes(40));
    assertThat(packs.packCurrent(PACKS.get(0))).isGreaterThan(Current.ofAmperes(5));
  }

  @Test
  void theDaemonGreetsThePacksOfWinterAndAsksForCharge() {
    SimulatedBank packs = bank("winter");
    BankSnapshot back = watch(packs, 18_300);
    assertThat(back.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(back.limits().forceCharge()).isTrue();
    int charging = PACKS.stream().mapToInt(pack -> packs.packCurrent(pack).milliamperes()).sum();
    assertThat(charging).as("into the emptiest first").isGreaterThan(20_000);
  }
}
