package io.bankd.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Settings;
import io.bankd.spec.SettingsResult;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackRulesTest {
  private static final PackRules RULES = new PackRules(PackSpec.AM5000);
  private static final Voltage CVL = Voltage.ofMillivolts(55_200);

  /** A pack that is heard every three seconds, through a life of its own. */
  private static final class Lived {
    final PackRules rules;
    final TestPack pack = new TestPack(2);
    final List<Event> events = new ArrayList<>();
    PackLife life = PackLife.NEW;
    long millis;

    Lived(PackRules rules) {
      this.rules = rules;
    }

    Lived hear(int times) {
      for (int i = 0; i < times; i++) {
        millis += 3000;
        take(rules.hear(life, pack.reading(millis), CVL));
        take(rules.hear(life, pack.status(millis)));
      }
      return this;
    }

    Lived restart() {
      Figures kept = Figures.of(Map.copyOf(life.figures().values()));
      life = PackLife.restored(kept, PackSpec.AM5000, Moment.ofMillis(millis));
      return this;
    }

    private void take(Step<PackLife> step) {
      life = step.state();
      events.addAll(step.events());
    }

    PackLimits limits() {
      return rules.limits(life, pack.reading(millis));
    }

    /** Something happens to the pack. */
    Lived happen(Random random) {
      switch (random.nextInt(7)) {
        case 0 -> pack.cell(1 + random.nextInt(16), 2650 + random.nextInt(1000));
        case 1 -> pack.cells(2900 + random.nextInt(600));
        case 2 -> pack.milliamperes(random.nextInt(240_000) - 120_000);
        case 3 -> pack.milliamperes(random.nextInt(4000) - 2000);
        case 4 -> {
          int degrees = random.nextInt(80) - 22;
          pack.degrees(degrees, degrees + 1, degrees, degrees);
        }
        case 5 -> pack.cells(3300).degrees(20, 20, 20, 20).milliamperes(0);
        default -> pack.soc(random.nextInt(10_001));
      }
      return this;
    }
  }

  @Property(tries = 10_000)
  void aRestartLeavesEveryLimitAndEveryEventAsItWas(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 11) int when) {
    Lived one = new Lived(RULES);
    Lived other = new Lived(RULES);
    for (int i = 0; i < 12; i++) {
      Random random = new Random(seed + i);
      int times = 1 + random.nextInt(5);
      one.happen(new Random(seed - i)).hear(times);
      other.happen(new Random(seed - i)).hear(times);
      if (i == when) {
        other.restart();
      }
      assertThat(other.limits()).isEqualTo(one.limits());
    }
    assertThat(told(other)).isEqualTo(told(one));
  }

  /* The count starts anew from the pack's own, since nobody knows how long the daemon was away. */
  private static List<Event> told(Lived lived) {
    return lived.events.stream().filter(event -> !event.rule().startsWith("soc")).toList();
  }

  @Property(tries = 10_000)
  void aWorseCellNeverRaisesALimit(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 16) int cell,
      @ForAll @IntRange(min = 1, max = 400) int more) {
    Lived lived = new Lived(RULES);
    for (int i = 0; i < 4; i++) {
      lived.happen(new Random(seed - i)).hear(2);
    }
    PackLimits before = lived.limits();
    int at = lived.pack.reading(0).cells().cell(cell).millivolts();
    lived.pack.cell(cell, at + more);
    assertThat(lived.limits().charge()).isLessThanOrEqualTo(before.charge());
    lived.pack.cell(cell, at - more);
    assertThat(lived.limits().discharge()).isLessThanOrEqualTo(before.discharge());
  }

  @Test
  void aFullPackTellsTheCountWhereItIs() {
    Lived lived = new Lived(RULES);
    lived.pack.soc(9000).cells(3450).milliamperes(2000);
    lived.hear(120);
    assertThat(lived.life.chargeEnd().finished()).isTrue();
    assertThat(lived.events).anyMatch(event -> event.rule().equals("soc-full"));
    lived.hear(200);
    assertThat(lived.life.soc().value().basisPoints()).isGreaterThan(9900);
    assertThat(lived.limits().charge().milliamperes()).as("full is no block").isPositive();
  }

  @Test
  void aPeakIsOfferedOnlyWhereSomebodyAskedForIt() {
    Settings peaks = Settings.FACTORY.with("pack-2.peaks", new Settings.Choice(1, "test", false));
    PackSpec spec = ((SettingsResult.Applied) PackSpec.AM5000.with(peaks)).spec();
    assertThat(new Lived(RULES).hear(2).limits().charge().milliamperes()).isEqualTo(50_000);
    Lived asked = new Lived(new PackRules(spec)).hear(2);
    assertThat(asked.limits().discharge().milliamperes()).isEqualTo(95_000);
    asked.pack.milliamperes(-95_000);
    asked.hear(61);
    assertThat(asked.limits().discharge().milliamperes()).as("three minutes").isEqualTo(50_000);
    asked.pack.milliamperes(-40_000);
    asked.hear(60);
    assertThat(asked.limits().discharge().milliamperes()).as("24 h apart").isEqualTo(50_000);
  }

  @Test
  void thePacksOwnLimiterHoldsIt() {
    Lived lived = new Lived(RULES).hear(2);
    lived.pack.limiter(true);
    lived.hear(2);
    PackLimits limits = lived.limits();
    assertThat(limits.charge().milliamperes()).isEqualTo(10_000);
    assertThat(limits.reason(Direction.CHARGE).text()).contains("its own charge limiter");
    assertThat(limits.chain(Direction.CHARGE)).anyMatch(step -> step.contains("without it 50.000"));
  }

  @Test
  void aResetEndsALockAndNothingElse() {
    Lived lived = new Lived(RULES);
    lived.pack.cell(4, 3610);
    lived.hear(3);
    lived.pack.cell(4, 3400);
    lived.hear(1);
    Step<PackLife> reset = RULES.reset(lived.life, PackId.of(2), Moment.ofMillis(lived.millis));
    assertThat(reset.state().protection().protections())
        .as("a voltage protection waits for its own release")
        .isEqualTo(lived.life.protection().protections())
        .isNotEmpty();
    assertThat(reset.state().counters()).isSameAs(lived.life.counters());
    assertThat(reset.state().peaks()).isSameAs(lived.life.peaks());
  }
}
