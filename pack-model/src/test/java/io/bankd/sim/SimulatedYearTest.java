package io.bankd.sim;

import static io.bankd.pack.PackCondition.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPhase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A bank and its controller through a year: both layers of protection, and a log an owner can read.
 * The ordinary build runs the first dark week; {@code -Dbankd.year=whole} all of it, and leaves the
 * whole log in {@code target/simulated-year.log}.
 */
class SimulatedYearTest {
  private static final int EXCERPT = 40;

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
    year.until(at(1, 14, 0));
    assertThat(year.bank().limits().dischargeEnabled()).as("empty").isFalse();
    assertThat(year.reported()).contains(CELL_UNDER_VOLTAGE);
    year.until(at(1, 15, 0));
    assertThat(year.asleep()).as("packs asleep at midnight").isEqualTo(2);
    assertThat(year.wakings()).as("wakings of two packs, every four hours").isBetween(8, 24);
    year.until(at(1, 15, 9));
    assertThat(year.asleep()).as("half an hour after sunrise").isZero();
    assertThat(year.bank().phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(year.bank().limits().forceCharge()).isTrue();
    year.until(at(1, 17, 0));
    assertThat(year.bank().limits().dischargeEnabled()).isTrue();
    assertThat(year.bank().limits().forceCharge()).isFalse();
    assertNothingTrippedByOurLimits(year);
    assertReadable(year.log(), 40);
    tell(year, at(1, 10, 0), at(1, 17, 0));
  }

  @Test
  @EnabledIfSystemProperty(named = "bankd.year", matches = "whole")
  void aYear() throws IOException {
    SimulatedYear year = new SimulatedYear(at(1, 1, 0));
    year.until(at(2, 3, 19));
    assertThat(year.asleep())
        .as("asleep, for the second time, before the grid is back")
        .isPositive();
    year.until(at(2, 5, 0));
    assertThat(year.asleep()).as("the grid answered the forced charge").isZero();
    year.until(at(12, 13, 10));
    assertThat(year.hasEveryPackGivenUp()).as("ten tries each").isTrue();
    year.pressEveryButton();
    year.until(at(12, 31, 0));
    assertThat(year.asleep()).isZero();
    assertThat(year.bank().phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(year.reasons()).as("of limits, cold and heat among them").contains("temperature");
    assertNothingTrippedByOurLimits(year);
    tell(year, at(1, 10, 0), at(1, 17, 0));
    Files.write(Path.of("target", "simulated-year.log"), year.log().sentences());
    assertReadable(year.log(), 10);
  }

  private void tell(SimulatedYear year, LocalDateTime from, LocalDateTime until) {
    System.out.printf(
        "%.1f s of processor time, cells %d…%d mV, lines by rule %s%n",
        (processorTime() - began) / 1e9,
        year.lowestCell(),
        year.highestCell(),
        year.log().perRule());
    year.log().between(from, until).stream().limit(EXCERPT).forEach(System.out::println);
  }

  /** An owner who reads it does not stop reading: few lines a day, and nothing over and over. */
  private static void assertReadable(YearLog log, int aDay) {
    assertThat(log.aDay()).as("lines a day").isLessThan(aDay);
    assertThat(log.mostInAnHour()).as("one thing said in an hour").isLessThanOrEqualTo(6);
  }

  /** Emptied by its own electronics it may protect itself; by our limits never. */
  private static void assertNothingTrippedByOurLimits(SimulatedYear year) {
    assertThat(year.highestCell()).isLessThan(3600);
    assertThat(year.lowestCell()).isGreaterThan(2500);
    assertThat(year.reported()).isSubsetOf(CELL_UNDER_VOLTAGE, PACK_UNDER_VOLTAGE, FULLY_CHARGED);
  }
}
