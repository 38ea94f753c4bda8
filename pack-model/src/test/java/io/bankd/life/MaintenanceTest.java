package io.bankd.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.pack.TestPack;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
  private final TestPack pack = new TestPack(7);
  private final List<Event> events = new ArrayList<>();
  private Maintenance maintenance = Maintenance.NEW;
  private LifeCounters life = LifeCounters.NEW;
  private Duration now = Duration.ZERO;

  private void after(Duration time) {
    now = now.plus(time);
    Step<Maintenance> step =
        Maintenance.next(
            Maintenance.restored(maintenance.figures()),
            life,
            pack.reading(now.toMillis()),
            Ratio.ofPercent(31));
    maintenance = step.state();
    events.addAll(step.events());
  }

  private List<String> rules() {
    return events.stream().map(Event::rule).toList();
  }

  @Test
  void aSpreadInTheFlatPartThatLastsIsToldAndAgainAfterAMonth() {
    pack.milliamperes(5000).cell(12, 3385);
    after(Duration.ZERO);
    after(Duration.ofMinutes(9));
    assertThat(rules()).isEmpty();
    after(Duration.ofMinutes(2));
    assertThat(events.get(0).text())
        .startsWith("pack 7 needs maintenance: cell 12 is 0.085 V above cell 1");
    after(Duration.ofDays(29));
    assertThat(rules()).containsExactly("cell-spread");
    after(Duration.ofDays(2));
    assertThat(rules()).containsExactly("cell-spread", "cell-spread");
  }

  @Test
  void aSpreadAroundItsLimitDoesNotStartAnewAndOneThatIsHalvedDoes() {
    pack.milliamperes(5000).cell(12, 3385);
    after(Duration.ZERO);
    after(Duration.ofMinutes(11));
    pack.cell(12, 3370);
    after(Duration.ofHours(1));
    pack.cell(12, 3385);
    after(Duration.ofHours(1));
    assertThat(rules()).hasSize(1);
    pack.cell(12, 3330);
    after(Duration.ofHours(1));
    pack.cell(12, 3385);
    after(Duration.ofHours(1));
    after(Duration.ofMinutes(11));
    assertThat(rules()).hasSize(2);
  }

  @Test
  void theSameSpreadAtTheEndOfChargeIsNothingToWorryAbout() {
    pack.milliamperes(5000).cells(3480).cell(12, 3580);
    after(Duration.ZERO);
    after(Duration.ofHours(1));
    assertThat(rules()).isEmpty();
  }

  @Test
  void aPackNobodyUsesAsksForItsStorageChargeEveryHalfYear() {
    pack.milliamperes(-300);
    after(Duration.ZERO);
    after(Duration.ofDays(181));
    assertThat(rules()).isEmpty();
    after(Duration.ofDays(2));
    assertThat(events.get(0).text())
        .isEqualTo(
            "pack 7 has not been used for 183 days: charge it to between 40 and 50 %,"
                + " it is at 31.0 %");
    after(Duration.ofDays(100));
    assertThat(rules()).hasSize(1);
    after(Duration.ofDays(90));
    assertThat(rules()).hasSize(2);
    pack.milliamperes(10_000);
    after(Duration.ofDays(1));
    pack.milliamperes(0);
    after(Duration.ofDays(181));
    assertThat(rules()).hasSize(2);
  }

  @Test
  void cycleLifeIsToldOnceAYearWhenNearlyOver() {
    long mah = 5_699L * 100_000;
    pack.milliamperes(5000);
    life = throughput(mah);
    after(Duration.ZERO);
    assertThat(rules()).isEmpty();
    life = throughput(mah + 100_000);
    after(Duration.ofDays(1));
    after(Duration.ofDays(364));
    assertThat(rules()).containsExactly("cycle-life");
    assertThat(events.get(0).text()).contains("5700 of the 6000 cycles");
    after(Duration.ofDays(2));
    assertThat(rules()).hasSize(2);
  }

  private LifeCounters throughput(long mah) {
    return LifeCounters.restored(
        LifeCounters.NEW.figures().with("charged.mah", mah).with("discharged.mah", mah));
  }
}
