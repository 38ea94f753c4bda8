package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.FallingPack.Fall;
import io.bankd.daemon.StampingCanBus.Set;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the bench makes of its stamps; all times in ms. */
class PunctualityTest {
  private static final long MS = 1_000_000;

  private static List<Long> sets(int count, long... lateness) {
    List<Long> sets = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      sets.add((12_345 + 100L * n + lateness[n % lateness.length]) * MS);
    }
    return sets;
  }

  @Test
  void latenessIsAgainstTheEarliestAndNotAgainstTheSetBefore() {
    Punctuality punctual = Punctuality.of(sets(1000, 0, 0, 0, 7), 100 * MS);
    assertThat(punctual.late().within(0.5)).isZero();
    assertThat(punctual.late().within(0.99)).isEqualTo(7);
    assertThat(punctual.notes()).isEqualTo("0 missed; 0 extra; drift +0.00 ms");
  }

  @Test
  void aSetLeftOutAndOneTooManyAreCountedApart() {
    List<Long> sets = sets(100, 0);
    sets.remove(50);
    sets.add(70, sets.get(69) + 50 * MS);
    assertThat(Punctuality.of(sets, 100 * MS).notes())
        .isEqualTo("1 missed; 1 extra; drift +0.00 ms");
  }

  @Test
  void aSlowClockShowsAsDrift() {
    List<Long> sets = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      sets.add(n * (100 * MS + 6000));
    }
    assertThat(Punctuality.of(sets, 100 * MS).drift()).isBetween(5 * MS, 6 * MS);
  }

  @Test
  void onlyASetThatIsLowerRightAfterTheAnswerIsItsReaction() {
    List<Set> sets =
        List.of(set(0, 50), set(1000, 50), set(1304, 49), set(2000, 49), set(3000, 48));
    Reaction reaction = Reaction.of(List.of(new Fall(1300 * MS), new Fall(3500 * MS)), sets);
    assertThat(reaction.toSet().nanos()).containsExactly(4 * MS);
    assertThat(reaction.toLimits().nanos()).containsExactly(9 * MS);
    assertThat(reaction.untold()).isEqualTo(1);
    assertThat(reaction.uncaused()).as("nobody asked for 48 A").isEqualTo(1);
  }

  private static Set set(long millis, double discharge) {
    return new Set(millis * MS, (millis + 5) * MS, discharge);
  }
}
