package io.bankd.sim;

import static io.bankd.pack.PackCondition.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPhase;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A bank and its controller through a year: both layers of protection, and a log an owner can read.
 * The ordinary build runs the first dark week; {@code -Dbankd.year=whole} all of it.
 */
class SimulatedYearTest {
  private final long began = processorTime();

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static LocalDateTime at(int month, int day, int hour) {
    return LocalDateTime.of(2023, month, day, hour, 0);
  }

  @Test
  void aDarkWeekEmptiesTheBankAndTheSunWakesIt() {
    SimulatedYear year = new SimulatedYear(at(1, 10, 0));
    year.until(at(1, 17, 0));
    tell(year);
    year.log().between(at(1, 10, 0), at(1, 17, 0)).forEach(System.out::println);
    assertThat(year.bank().phase()).isEqualTo(BankPhase.RUNNING);
    assertNeitherLayerWasNeeded(year);
  }

  @Test
  @EnabledIfSystemProperty(named = "bankd.year", matches = "whole")
  void aYear() {
    SimulatedYear year = new SimulatedYear(at(1, 1, 0));
    year.until(at(12, 13, 10));
    year.pressEveryButton();
    year.until(at(12, 31, 0));
    tell(year);
    assertNeitherLayerWasNeeded(year);
  }

  private void tell(SimulatedYear year) {
    System.out.printf("%.1f s of processor time%n", (processorTime() - began) / 1e9);
    System.out.println(year.log().perRule());
    System.out.println(year.log().perDay());
    System.out.println("cells " + year.lowestCell() + "…" + year.highestCell());
    System.out.println(year.reported());
  }

  /** Emptied by its own electronics it may protect itself; by our limits never. */
  private static void assertNeitherLayerWasNeeded(SimulatedYear year) {
    assertThat(year.highestCell()).isLessThan(3600);
    assertThat(year.lowestCell()).isGreaterThan(2500);
    assertThat(year.reported()).isSubsetOf(CELL_UNDER_VOLTAGE, PACK_UNDER_VOLTAGE, FULLY_CHARGED);
  }
}
