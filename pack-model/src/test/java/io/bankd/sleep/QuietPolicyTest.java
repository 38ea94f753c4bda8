package io.bankd.sleep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Step;
import io.bankd.pack.PackCondition;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuietPolicyTest {
  private static final QuietPolicy ON =
      new QuietPolicy(true, Duration.ofHours(48), Duration.ofHours(25), Duration.ofMinutes(1));
  private static final Current FLOWS = Current.ofMilliamperes(200);

  private final List<String> log = new ArrayList<>();
  private QuietState state = QuietState.BUSY;
  private long minutes;

  private QuietPolicyTest run(QuietPolicy policy, int more, @Nullable String busy) {
    for (int i = 0; i < more; i++) {
      Step<QuietState> step = policy.next(state, busy, Moment.ofMillis(++minutes * 60_000));
      state = step.state();
      step.events().forEach(event -> log.add(event.text()));
    }
    return this;
  }

  @Test
  void itIsOffByDefault() {
    run(QuietPolicy.OFF, 100 * 60, null);
    assertThat(state.asks()).isTrue();
    assertThat(log).isEmpty();
  }

  @Test
  void anIdleBankIsLeftAloneAndLookedAtNowAndThen() {
    run(ON, 48 * 60, null);
    assertThat(state.asks()).isTrue();
    run(ON, 1, null);
    assertThat(state.asks()).isFalse();
    run(ON, 25 * 60 - 1, null);
    assertThat(state.asks()).isFalse();
    run(ON, 1, null);
    assertThat(state.asks()).as("a look").isTrue();
    run(ON, 1, null);
    assertThat(state.asks()).as("nothing new").isFalse();
    assertThat(log)
        .containsExactly(
            "the bank has been idle for 48 h: the packs are not asked any more, and may sleep");
  }

  @Test
  void anyWishEndsTheQuietAtOnceAndIdlenessCountsAnew() {
    run(ON, 49 * 60, null);
    run(ON, 1, "the inverter wants to charge");
    assertThat(state.asks()).isTrue();
    assertThat(log).last().isEqualTo("the packs are asked again: the inverter wants to charge");
    run(ON, 48 * 60, null);
    assertThat(state.asks()).isTrue();
  }

  @Test
  void whatAPackDoesOrSuffersSpeaksAgainstQuiet() {
    TestPack pack = new TestPack(7);
    assertThat(QuietPolicy.busy(List.of(pack.reading(0)), List.of(pack.status(0)), FLOWS)).isNull();
    pack.reports(PackCondition.CELL_UNDER_VOLTAGE);
    assertThat(QuietPolicy.busy(List.of(), List.of(pack.status(0)), FLOWS))
        .isEqualTo("pack 7 reports: cell under-voltage");
    pack.fails(PackCondition.CELL_FAULT);
    assertThat(QuietPolicy.busy(List.of(), List.of(pack.status(0)), FLOWS))
        .isEqualTo("pack 7 reports: cell failed");
    pack.milliamperes(-201);
    assertThat(QuietPolicy.busy(List.of(pack.reading(0)), List.of(), FLOWS))
        .isEqualTo("pack 7 carries -0.201 A");
  }

  @Property(tries = 10_000)
  void itIsNeverQuietWhileBusyNorBeforeItsTime(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 20) Integer> hours) {
    QuietState quiet = QuietState.BUSY;
    Moment now = Moment.ofMillis(0);
    Moment lastBusy = now;
    for (int more : hours) {
      now = now.plus(Duration.ofHours(more));
      boolean busy = more == 13;
      lastBusy = busy ? now : lastBusy;
      quiet = ON.next(quiet, busy ? "a wish" : null, now).state();
      if (!quiet.asks()) {
        assertThat(busy).isFalse();
        assertThat(now.since(lastBusy)).isGreaterThanOrEqualTo(ON.idleFor());
      }
    }
  }
}
