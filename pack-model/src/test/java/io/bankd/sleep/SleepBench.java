package io.bankd.sleep;

import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.pack.TestPack;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pack, the monitor of its sleep, and a clock that is turned by hand. */
final class SleepBench {
  static final Duration TICK = Duration.ofSeconds(2);

  final TestPack pack = new TestPack(7);
  final List<String> log = new ArrayList<>();
  private final SleepSettings settings;
  private final SleepMonitor monitor;
  private final boolean restarts;
  private @Nullable PackReading reading;
  private @Nullable PackStatus status;
  private boolean asked = true;
  private long millis;
  SleepState state = SleepState.NEW;

  SleepBench() {
    this(SleepSettings.AM5000, false);
  }

  /**
   * A bench.
   *
   * @param restarts whether the daemon is stopped and started between any two steps
   */
  SleepBench(SleepSettings settings, boolean restarts) {
    this.settings = settings;
    this.monitor = new SleepMonitor(settings);
    this.restarts = restarts;
  }

  Moment now() {
    return Moment.ofMillis(millis);
  }

  SleepOutlook outlook() {
    return monitor.outlook(state, now());
  }

  SleepBench asks(boolean asking) {
    asked = asking;
    return this;
  }

  SleepBench tell() {
    state = state.told(now());
    return this;
  }

  /** The pack answers everything for a time. */
  SleepBench answers(Duration time) {
    return run(time, TICK, true);
  }

  /** The pack says nothing for a time. */
  SleepBench silent(Duration time) {
    return run(time, TICK, false);
  }

  /** The pack says nothing for a long time, and the clock goes in larger steps. */
  SleepBench silent(Duration time, Duration tick) {
    return run(time, tick, false);
  }

  SleepBench step(Duration tick, boolean answers) {
    millis += tick.toMillis();
    if (answers) {
      reading = pack.reading(millis);
      status = pack.status(millis);
    }
    if (restarts) {
      state = SleepState.restored(state.figures(), settings, now());
    }
    Step<SleepState> step = monitor.next(pack.id(), state, reading, status, asked, now());
    state = step.state();
    step.events().forEach(event -> log.add(event.severity() + " " + event.text()));
    return this;
  }

  private SleepBench run(Duration time, Duration tick, boolean answers) {
    for (long steps = time.dividedBy(tick); steps > 0; steps--) {
      step(tick, answers);
    }
    return this;
  }
}
