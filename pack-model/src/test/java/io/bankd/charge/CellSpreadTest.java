package io.bankd.charge;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.TestPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DER-8: cells of pack 7 that drift apart. */
class CellSpreadTest {
  private final List<Event> log = new ArrayList<>();
  private CellSpreadState state = CellSpreadState.NEW;

  private void read(long seconds, int others, int cell9, int milliamperes) {
    TestPack pack = new TestPack(7).cells(others).cell(9, cell9).milliamperes(milliamperes);
    Step<CellSpreadState> step = CellSpread.FACTORY.next(state, pack.reading(seconds * 1000));
    log.addAll(step.events());
    state = step.state();
  }

  /** The same every thirty seconds, the end included. */
  private void run(long from, long to, int others, int cell9, int milliamperes) {
    for (long second = from; second <= to; second += 30) {
      read(second, others, cell9, milliamperes);
    }
  }

  @Test
  void aHundredMillivoltsForTenMinutesAskForMaintenanceUntilFiftyAreLeft() {
    run(0, 570, 3300, 3200, 2000);
    assertThat(state.flagged()).isFalse();
    read(600, 3300, 3200, 2000);
    assertThat(state.flagged()).isTrue();
    run(630, 1500, 3300, 3250, 0);
    assertThat(state.flagged()).isTrue();
    run(1530, 2100, 3300, 3251, 0);
    assertThat(state.flagged()).isTrue();
    read(2130, 3300, 3251, 0);
    assertThat(state.flagged()).isFalse();
    assertThat(log).hasSize(2);
    assertThat(log.get(0))
        .returns("DER-8", Event::rule)
        .returns(Severity.WARNING, Event::severity)
        .returns("pack 7 needs maintenance: cells 9 and 1 are 0.100 V apart", Event::text);
    assertThat(log.get(0).values()).containsEntry("spread-mv", 100L);
    assertThat(log.get(1))
        .returns(Severity.INFO, Event::severity)
        .returns("pack 7 is even again: cells 9 and 1 are 0.049 V apart", Event::text);
  }

  @ParameterizedTest(name = "cells {0} mV, one {1} mV, {2} mA: flagged {3}")
  @CsvSource({
    "3300, 3200, 0, true",
    "3300, 3201, 0, false",
    "3300, 3400, 0, true",
    "3300, 3200, 10000, true",
    "3300, 3200, 10001, false",
    "3300, 3200, -10000, true",
    "3300, 3200, -10001, false",
    "3300, 2000, 0, true",
    "3200, 3300, 0, true",
    "3190, 3300, 0, false",
    "3193, 3312, 0, true",
    "3400, 3300, 0, true",
    "3400, 3500, 0, false",
    "3393, 3505, 0, true",
    "3100, 2900, 0, false",
    "3450, 3600, 0, false",
  })
  void itIsJudgedOnTheFlatOfTheCurveAndAtRest(
      int others, int cell9, int milliamperes, boolean flagged) {
    run(0, 1200, others, cell9, milliamperes);
    assertThat(state.flagged()).isEqualTo(flagged);
  }

  @Test
  void aGapALoadOrASecondLookStartsAnew() {
    run(0, 570, 3300, 3200, 0);
    read(601, 3300, 3200, 0);
    assertThat(state.flagged()).isFalse();
    run(631, 1171, 3300, 3200, 0);
    read(1180, 3300, 3200, 40_000);
    read(1201, 3300, 3200, 0);
    assertThat(state.flagged()).isFalse();
    CellSpreadState before = state;
    read(1201, 3300, 3300, 0);
    read(1190, 3300, 3300, 0);
    assertThat(state).isEqualTo(before);
  }

  @Test
  void inDoubtAPackStaysFlagged() {
    assertThat(CellSpreadState.restored(Figures.NONE)).isEqualTo(CellSpreadState.NEW);
    assertThat(CellSpreadState.restored(Figures.NONE.with("flagged", -4)).flagged()).isTrue();
  }

  @Property(tries = 10_000)
  void aRestartAnywhereChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    state = CellSpreadState.NEW;
    CellSpreadState restarted = state;
    long second = 0;
    int cell = 3200;
    for (int i = 0; i < 60; i++) {
      cell = random.nextInt(30) == 0 ? 3150 + random.nextInt(200) : cell;
      int milliamperes = random.nextInt(40) == 0 ? 30_000 : 0;
      read(second, 3300, cell, milliamperes);
      TestPack pack = new TestPack(7).cells(3300).cell(9, cell).milliamperes(milliamperes);
      restarted = CellSpread.FACTORY.next(restarted, pack.reading(second * 1000)).state();
      restarted = CellSpreadState.restored(restarted.figures());
      assertThat(restarted).isEqualTo(state);
      second += random.nextInt(50) == 0 ? 100 : 10 + random.nextInt(20);
    }
    log.clear();
  }
}
