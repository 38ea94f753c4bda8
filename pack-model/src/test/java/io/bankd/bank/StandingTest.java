package io.bankd.bank;

import static io.bankd.pack.PackCondition.PACK_UNDER_VOLTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingTest {
  private static void load(Bench bench, double amperes, double... parts) {
    int i = 0;
    for (var pack : bench.packs.values()) {
      pack.milliamperes((int) Math.round(-amperes * 1000 * parts[i++]));
    }
  }

  private static int[] course(boolean says) {
    Bench bench = new Bench(2, 3, 4, 5);
    for (int i = 0; i < 30; i++) {
      load(bench, i % 2 == 0 ? 40 : 120, 0.25, 0.25, 0.25, 0.25);
      bench.run(20);
    }
    load(bench, 120, 0.25, 0.25, 0.25, 0.25);
    bench.run(30);
    int[] ccl = new int[20];
    // pack 2 is empty and shuts; the connection of pack 4 or 5 is lost in part: pack 3 takes most
    load(bench, 100, 0, 0.6, 0.2, 0.2);
    if (says) {
      bench.pack(2).mosfets(true, false).reports(PACK_UNDER_VOLTAGE);
    }
    for (int i = 0; i < 20; i++) {
      ccl[i] = bench.ccl();
      load(bench, i % 2 == 0 ? 100 : 60, 0, 0.6, 0.2, 0.2);
      bench.run(5);
    }
    return ccl;
  }

  @Test
  void whatTheDischargeTeachesOfTheSharesTakesTheChargeDownToo() {
    int[] with = course(true);
    // After a minute the bridge has ended and what is known counts; it was known after ten seconds.
    for (int i = 3; i < 12; i++) {
      assertThat(with[i]).as("after " + 5 * i + " s").isLessThanOrEqualTo(with[14] * 11 / 10);
    }
  }

  /** The inverter then takes what it is told: 0.6 of it flows through pack 3. */
  @Test
  void noPackIsToldIntoTwiceItsLimit() {
    int told = course(true)[8]; // forty seconds after pack 2 shut, eight rounds of 60/20/20 later
    int pack3 = told * 6 / 10;
    assertThat(pack3).as("mA into pack 3 at a bank current of %d mA", told).isLessThan(60_000);
  }
}
