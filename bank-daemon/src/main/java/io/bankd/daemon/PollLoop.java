package io.bankd.daemon;

import io.bankd.daemon.systemd.Watchdog;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PollPlan;
import io.bankd.rs485.Rs485Master;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks the packs of one bus, one question after the other, for as long as the daemon runs. */
final class PollLoop implements Runnable {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Clock clock;
  private final Rs485Master master;
  private final PollPlan plan;
  private final Watchdog.Pulse pulse;
  private final BooleanSupplier asks;

  /**
   * A loop of one bus.
   *
   * @param asks whether packs are to be asked now; not while an idle bank is left to sleep
   */
  PollLoop(
      Clock clock, Rs485Master master, PollPlan plan, Watchdog.Pulse pulse, BooleanSupplier asks) {
    this.clock = clock;
    this.master = master;
    this.plan = plan;
    this.pulse = pulse;
    this.asks = asks;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      if (!asks.getAsBoolean()) {
        clock.sleep(QUIET);
        pulse.turn();
        continue;
      }
      PackQuestion question = plan.next(clock.now());
      Exchange exchange = master.ask(question);
      plan.note(question, exchange, clock.now());
      pulse.turn();
    }
  }
}
