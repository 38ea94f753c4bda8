package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.sim.Scenarios;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Controller and physics in one loop, with an inverter that obeys: a quarter second at a time. */
class SimulatedBankLoopTest {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final List<PackId> PACKS = IntStream.range(2, 8).mapToObj(PackId::of).toList();

  private final List<String> said = new ArrayList<>();
  private final Set<String> reasons = new HashSet<>();
  private int highestCell;
  private int lowestCell = Integer.MAX_VALUE;
  private long charged;

  private BankSnapshot run(String scenario, int seconds) {
    SimulatedBank packs =
        new SimulatedBank(PackSpec.AM5000, PACKS, Scenarios.named(scenario).orElseThrow(), 7);
    BankController controller = new BankController(BankPolicy.of(PackSpec.AM5000, PACKS));
    BankReadings readings = BankReadings.none();
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    for (int tick = 1; tick <= 4 * seconds; tick++) {
      Moment now = Moment.ofMillis(250L * tick);
      Current flow = obey(packs.wish(TICK.multipliedBy(tick)), bank.limits());
      charged += Math.max(0, flow.milliamperes()) / 4;
      packs.advance(TICK, flow);
      PackId asked = PACKS.get(tick % PACKS.size()); // one pack at a time, as on the wire
      PackReading reading = packs.reading(asked, now);
      PackStatus status = packs.status(asked, now);
      if (reading != null && status != null) {
        readings = readings.with(reading).with(status);
        highestCell = Math.max(highestCell, reading.cells().highest().millivolts());
        lowestCell = Math.min(lowestCell, reading.cells().lowest().millivolts());
      }
      bank = controller.step(bank, readings, now);
      reasons.add(bank.limits().cclReason().text());
      bank.events().forEach(event -> said.add(event.text()));
    }
    return bank;
  }

  private static Current obey(Current wish, BankLimits limits) {
    return Current.max(limits.dcl().negated(), Current.min(wish, limits.ccl()));
  }

  @Test
  void aFullBankIsTaperedAndNoPackHasToProtectItself() {
    BankSnapshot bank = run("full", 1800);
    assertThat(highestCell).as("charged to the top, and not past it").isBetween(3430, 3599);
    assertThat(bank.limits().ccl().milliamperes()).isLessThan(30_000);
    assertThat(said).noneMatch(text -> text.contains("protection"));
    assertThat(bank.totals()).isNotNull();
  }

  @Test
  void anEmptyBankIsTaperedAndAsksToBeCharged() {
    BankSnapshot bank = run("empty", 3600);
    assertThat(lowestCell).as("emptied, and not past it").isBetween(2701, 2900);
    assertThat(bank.limits().dcl().milliamperes()).isLessThan(30_000);
    assertThat(bank.limits().forceCharge()).isTrue();
    assertThat(said).noneMatch(text -> text.contains("protection"));
  }

  @Test
  void aBankWithAWeakCellIsHeldBackByThatCell() {
    run("weak-cell", 90);
    assertThat(reasons).anyMatch(text -> text.matches("pack 7 cell 12 at 3.5.* curve.*"));
    assertThat(highestCell).isLessThan(3600);
  }

  @Test
  void aLostPackIsToldAndTheBankGoesOn() {
    BankSnapshot bank = run("lost-pack", 120);
    assertThat(said)
        .contains(
            "pack 7 is silent: excluded, the bank goes on without it", "pack 7 answers again");
    assertThat(bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(charged).isPositive();
  }

  @Test
  void aDayPassesWithoutAWord() {
    BankSnapshot bank = run("day", 600);
    assertThat(bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(bank.alarms()).isEmpty();
    assertThat(bank.warnings()).isEmpty();
    assertThat(bank.limits().ccl().milliamperes())
        .as("packs that share within 10 %% leave most of 300 A")
        .isBetween(255_000, 300_000);
  }
}
