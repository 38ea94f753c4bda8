package io.bankd.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Settings;
import io.bankd.spec.SettingsResult;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every life of a pack: readings, its own flags, resets and gaps in any order. */
class ProtectionPropertiesTest {
  private static final int TRIES = 10_000;

  /* The factory's table, but for a lock at the second trip, or random lives would seldom lock. */
  private static final List<ProtectionRule> RULES = lockingSoon();

  private final ProtectionMonitor monitor = new ProtectionMonitor(RULES);

  private static List<ProtectionRule> lockingSoon() {
    Settings settings = Settings.FACTORY;
    for (String rule : List.of("prot-5", "prot-6", "prot-7")) {
      settings = settings.with(rule + ".locks-after", new Settings.Choice(2, "test", false));
    }
    return ((SettingsResult.Applied) PackSpec.AM5000.with(settings)).spec().protections();
  }

  /** One thing that happens to a pack, {@code after} milliseconds after the one before. */
  record Happening(int what, int after, int cell, int degrees, int milliamperes, int soc) {
    boolean isStatus() {
      return what == 0;
    }

    boolean isReset() {
      return what == 1;
    }

    TestPack pack() {
      TestPack pack = new TestPack(7).cell(5, cell).decidegrees(230, degrees);
      pack.milliamperes(milliamperes).soc(soc).environment(degrees + 100);
      if (degrees % 7 == 0) {
        pack.degrees(); // sensors come and go
      }
      return milliamperes > 20_000
          ? pack.reports(PackCondition.CHARGE_OVER_CURRENT)
          : milliamperes < -20_000
              ? pack.reports(PackCondition.DISCHARGE_OVER_CURRENT, PackCondition.SHORT_CIRCUIT)
              : pack;
    }
  }

  private Step<ProtectionState> step(ProtectionState state, Happening happening, long now) {
    if (happening.isReset()) {
      return state.reset(PackId.of(7), Moment.ofMillis(now));
    }
    return happening.isStatus()
        ? monitor.status(state, happening.pack().status(now))
        : monitor.step(state, happening.pack().reading(now));
  }

  @Property(tries = TRIES)
  void noProtectionBlocksWhatHealsIt(@ForAll("lives") List<Happening> life) {
    ProtectionState state = ProtectionState.NEW;
    long now = 0;
    for (Happening happening : life) {
      now += happening.after();
      state = step(state, happening, now).state();
      for (ProtectionRule rule : RULES) {
        Direction healing = rule.healing();
        if (healing != null && state.of(rule).level().isProtection()) {
          assertThat(rule.blocks(healing)).as(rule.id()).isFalse();
          assertThat(state.of(rule).condition().blocks(healing)).as(rule.id()).isFalse();
        }
      }
    }
  }

  @Property(tries = TRIES)
  void everyStateIsLeftByAHealthyPackAndLocksByAReset(@ForAll("lives") List<Happening> life) {
    ProtectionState state = ProtectionState.NEW;
    long now = 0;
    for (Happening happening : life) {
      now += happening.after();
      state = step(state, happening, now).state();
    }
    boolean locked = !state.locked().isEmpty();
    ProtectionState waiting = healthy(state, now);
    assertThat(waiting.protections()).isEqualTo(waiting.locked());
    assertThat(waiting.locked()).as("a lock waits for ever").isEqualTo(state.locked());
    if (locked) {
      waiting = waiting.reset(PackId.of(7), Moment.ofMillis(now + 70_000)).state();
    }
    ProtectionState healthy = healthy(waiting, now + 70_000);
    assertThat(healthy.protections()).isEmpty();
    assertThat(healthy.alarms()).isEmpty();
  }

  /* No flag, nothing flowing, all figures good, watched for somewhat more than a minute. */
  private ProtectionState healthy(ProtectionState from, long start) {
    ProtectionState state = monitor.status(from, new TestPack(7).status(start + 1)).state();
    for (long now = start + 1000; now <= start + 65_000; now += 4000) {
      state = monitor.step(state, new TestPack(7).environment(230).reading(now)).state();
    }
    return state;
  }

  @Property(tries = TRIES)
  void currentTheOtherWayLeavesEveryLock(@ForAll("lives") List<Happening> life) {
    ProtectionState state = ProtectionState.NEW;
    long now = 0;
    for (Happening happening : life) {
      now += happening.after();
      state = step(state, happening, now).state();
    }
    state = monitor.step(state, new TestPack(7).milliamperes(1001).reading(now + 1000)).state();
    state = monitor.step(state, new TestPack(7).milliamperes(-1001).reading(now + 2000)).state();
    assertThat(state.locked()).isEmpty();
  }

  @Property(tries = TRIES)
  void aRestartAtAnyPointIsNoDifferenceAfterwards(
      @ForAll("lives") List<Happening> life, @ForAll @IntRange(min = 0, max = 30) int restartAt) {
    ProtectionState straight = ProtectionState.NEW;
    ProtectionState restarted = ProtectionState.NEW;
    long now = 0;
    for (int i = 0; i < life.size(); i++) {
      if (i == restartAt % life.size()) {
        restarted = ProtectionState.restored(straight.figures(), RULES);
      }
      now += life.get(i).after();
      Step<ProtectionState> one = step(straight, life.get(i), now);
      Step<ProtectionState> other = step(restarted, life.get(i), now);
      straight = one.state();
      restarted = other.state();
      if (i >= restartAt % life.size()) {
        assertThat(other.events()).isEqualTo(one.events());
      }
      assertThat(restarted.figures()).isEqualTo(straight.figures());
    }
  }

  @Property(tries = TRIES)
  void aWorseReadingNeverLowersTheLevel(
      @ForAll("lives") List<Happening> life,
      @ForAll @IntRange(min = 1, max = 400) int worse,
      @ForAll @IntRange(min = 0, max = 14) int row) {
    ProtectionRule rule = RULES.get(row);
    ProtectionState state = ProtectionState.NEW;
    long now = 0;
    for (Happening happening : life) {
      now += happening.after();
      int value = rule.quantity().in(healthyBut(happening).reading(now)).orElseThrow();
      int further = rule.side() == Side.HIGH ? value + worse : value - worse;
      Level level = next(state, rule, value, happening, now);
      Level levelWorse = next(state, rule, further, happening, now);
      assertThat(levelWorse).as(rule.id() + " at " + further).isGreaterThanOrEqualTo(level);
      state = step(state, happening, now).state();
    }
  }

  private static TestPack healthyBut(Happening happening) {
    return new TestPack(7)
        .cell(5, happening.cell())
        .decidegrees(230, happening.degrees())
        .environment(happening.degrees())
        .milliamperes(happening.milliamperes())
        .soc(happening.soc());
  }

  /* With the rule's quantity replaced; the current is what it was, unless it is the quantity. */
  private Level next(
      ProtectionState state, ProtectionRule rule, int value, Happening happening, long now) {
    TestPack pack = healthyBut(happening);
    switch (rule.quantity()) {
      case HIGHEST_CELL, LOWEST_CELL -> pack.cell(5, value);
      case PACK_VOLTAGE -> pack.voltage(value);
      case CHARGE_CURRENT -> pack.milliamperes(value);
      case DISCHARGE_CURRENT -> pack.milliamperes(-value);
      case HOTTEST_CELL, COLDEST_CELL -> pack.decidegrees(230, value);
      case ENVIRONMENT -> pack.environment(value);
      case SOC -> pack.soc(Math.max(0, value));
    }
    return monitor.step(state, pack.reading(now)).state().of(rule).level();
  }

  @Property(tries = TRIES)
  void anyNonsenseOnDiskIsReadAndLeftAgain(
      @ForAll("lives") List<Happening> life, @ForAll("damage") Map<String, Long> damage) {
    ProtectionState state = ProtectionState.restored(Figures.of(damage), RULES);
    List<Event> events = new ArrayList<>();
    long now = 100_000;
    for (Happening happening : life) {
      now += happening.after();
      Step<ProtectionState> step = step(state, happening, now);
      events.addAll(step.events());
      state = step.state();
    }
    state = state.reset(PackId.of(7), Moment.ofMillis(now)).state();
    assertThat(healthy(healthy(state, now), now + 70_000).protections()).isEmpty();
  }

  @Provide
  Arbitrary<List<Happening>> lives() {
    Arbitrary<Integer> after = Arbitraries.of(50, 1000, 1000, 3000, 3000, 5000, 30_000, 61_000);
    Arbitrary<Integer> cell = Arbitraries.of(2650, 2700, 2790, 3300, 3300, 3480, 3550, 3600, 3650);
    Arbitrary<Integer> degrees = Arbitraries.of(-210, -160, 45, 70, 230, 230, 525, 585, 760);
    Arbitrary<Integer> current =
        Arbitraries.of(
            -360_000, -155_000, -111_000, -111_000, -111_000, -106_000, -1001, -500, 0, 0, 0, 0,
            201, 1001, 106_000, 111_000, 111_000, 111_000);
    Arbitrary<Integer> soc = Arbitraries.of(100, 299, 5000, 9700);
    return Combinators.combine(
            Arbitraries.integers().between(0, 25), after, cell, degrees, current, soc)
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<Map<String, Long>> damage() {
    Arbitrary<String> names =
        Combinators.combine(
                Arbitraries.of("PROT-1", "PROT-5", "PROT-6", "PROT-8", "PROT-9", "PROT-15", "x"),
                Arbitraries.of(
                    "level", "bad-since", "tripped-at", "trips", "calm-since", "reported"))
            .as((rule, figure) -> rule + "." + figure);
    return Arbitraries.maps(
            Arbitraries.oneOf(names, Arbitraries.just("reading-at")), Arbitraries.longs())
        .ofMaxSize(12);
  }
}
