package io.bankd.bank;

import static io.bankd.pack.PackCondition.PACK_UNDER_VOLTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.unit.Moment;
import org.junit.jupiter.api.Test;

/** Statuses come every 12 s with fifteen packs, and a limit may rise after 5. */
class OneStatusTest {
  @Test
  void oneStatusAloneRaisesNothing() {
    Bench bench = new Bench(2, 3);
    bench.packs.values().forEach(pack -> pack.cells(2760).soc(100).milliamperes(0));
    bench.pack(2).mosfets(true, false).reports(PACK_UNDER_VOLTAGE);
    BankController controller = new BankController(bench.policy);
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    BankReadings readings = BankReadings.none();
    int before = 0;
    int after = 0;
    for (long t = 250; t <= 132_000; t += 250) {
      if (t % 1000 == 0) {
        readings = readings.with(bench.pack(2).reading(t)).with(bench.pack(3).reading(t));
      }
      if (t % 12_000 == 0 || t == 1000) {
        if (t == 120_000) {
          before = bank.limits().ccl().milliamperes();
          bench.pack(3).mosfets(true, false);
        }
        readings = readings.with(bench.pack(2).status(t)).with(bench.pack(3).status(t));
        if (t == 132_000) {
          break;
        }
      }
      bank = controller.step(bank, readings, Moment.ofMillis(t));
      after = bank.limits().ccl().milliamperes();
    }
    assertThat(after).as("told %d before that status", before).isLessThan(50_000);
  }
}
