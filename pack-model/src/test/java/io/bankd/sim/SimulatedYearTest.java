package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A year of a bank and its controller. The ordinary build runs some days of it; {@code
 * -Dbankd.year.days=365} all.
 */
class SimulatedYearTest {
  private static final Duration STEP = Duration.ofSeconds(3);
  private static final List<PackId> PACKS = List.of(PackId.of(2), PackId.of(3), PackId.of(4));

  private final HouseholdYear year = new HouseholdYear(PACKS.size(), 11);
  private final SimulatedBank packs = new SimulatedBank(PackSpec.AM5000, PACKS, year, 7);
  private final BankController controller =
      new BankController(BankPolicy.of(PackSpec.AM5000, PACKS));
  private final YearLog log = new YearLog();
  private final Set<PackCondition> tripped = EnumSet.noneOf(PackCondition.class);
  private int highestCell;
  private int lowestCell = Integer.MAX_VALUE;

  @Test
  void run() {
    int days = Integer.getInteger("bankd.year.days", 10);
    long began = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    BankReadings readings = BankReadings.none();
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    long steps = Duration.ofDays(days).dividedBy(STEP);
    for (long step = 1; step <= steps; step++) {
      Duration elapsed = STEP.multipliedBy(step);
      Moment now = Moment.ofNanos(elapsed.toNanos());
      packs.advance(STEP, obey(packs.wish(elapsed), bank, elapsed));
      for (PackId pack : PACKS) {
        PackReading reading = packs.reading(pack, now);
        if (reading != null) {
          readings = readings.with(reading);
          highestCell = Math.max(highestCell, reading.cells().highest().millivolts());
          lowestCell = Math.min(lowestCell, reading.cells().lowest().millivolts());
        }
        PackStatus status = (step & 1) == 0 ? packs.status(pack, now) : null;
        if (status != null) {
          readings = readings.with(status);
          tripped.addAll(status.protections());
        }
      }
      bank = controller.step(bank, readings, now);
      bank.events().forEach(event -> log.add(elapsed, event));
    }
    System.out.printf("%d days in %.1f s%n", days, (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9);
    System.out.println(log.perRule());
    System.out.println(log.perDay());
    System.out.println("cells " + lowestCell + "…" + highestCell + " " + tripped);
    log.lines().stream().limit(400).forEach(System.out::println);
    assertThat(highestCell).isLessThan(3650);
  }

  private Current obey(Current wish, BankSnapshot bank, Duration elapsed) {
    if (bank.phase() != BankPhase.RUNNING) {
      return Current.ZERO;
    }
    BankLimits limits = bank.limits();
    int bus = packs.busVoltage().millivolts();
    int most = tapered(limits.ccl().milliamperes(), limits.cvl().millivolts() - bus);
    int least = -tapered(limits.dcl().milliamperes(), bus - limits.dvl().millivolts());
    int wanted = wish.milliamperes();
    return Current.ofMilliamperes(Math.max(least, Math.min(most, wanted)));
  }

  private static int tapered(int limit, int room) {
    return (int) ((long) limit * Math.max(0, Math.min(room, 500)) / 500);
  }
}
