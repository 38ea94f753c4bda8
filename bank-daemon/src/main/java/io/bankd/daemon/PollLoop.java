package io.bankd.daemon;

import io.bankd.daemon.systemd.Watchdog;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PollPlan;
import io.bankd.rs485.Rs485Master;

/** Asks the packs of one bus, one question after the other, for as long as the daemon runs. */
final class PollLoop implements Runnable {
  private final Clock clock;
  private final Rs485Master master;
  private final PollPlan plan;
  private final Watchdog.Pulse pulse;

  PollLoop(Clock clock, Rs485Master master, PollPlan plan, Watchdog.Pulse pulse) {
    this.clock = clock;
    this.master = master;
    this.plan = plan;
    this.pulse = pulse;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      PackQuestion question = plan.next(clock.now());
      Exchange exchange = master.ask(question);
      plan.note(question, exchange, clock.now());
      pulse.turn();
    }
  }
}
