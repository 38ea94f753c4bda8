package io.bankd.daemon;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a step at every report and at least four times a second, since ages advance by themselves;
 * its newest snapshot is what everybody else looks at.
 */
final class BankLoop implements Runnable {
  static final Duration TURN = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger("io.bankd.bank");

  private final Clock clock;
  private final BankBoard board;
  private final BankController controller;
  private final Watchdog.Pulse pulse;
  private final List<Consumer<BankSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private volatile BankSnapshot newest;

  /**
   * A loop that has not begun.
   *
   * @param lives what is remembered of each pack from an earlier run
   */
  BankLoop(
      Clock clock,
      BankBoard board,
      BankPolicy policy,
      Watchdog.Pulse pulse,
      Map<PackId, Figures> lives) {
    this.clock = clock;
    this.board = board;
    this.controller = new BankController(policy);
    this.pulse = pulse;
    this.newest = controller.start(clock.now(), lives);
  }

  BankSnapshot newest() {
    return newest;
  }

  /** Tells {@code listener} each new snapshot, on this loop's thread; it must return quickly. */
  void listen(Consumer<BankSnapshot> listener) {
    listeners.add(listener);
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        board.await(clock.realNanos(TURN.toNanos()));
      } catch (InterruptedException stop) {
        return;
      }
      BankSnapshot snapshot = controller.step(newest, board.readings(), clock.now());
      newest = snapshot;
      listeners.forEach(listener -> listener.accept(snapshot));
      snapshot.events().forEach(BankLoop::log);
      pulse.turn();
    }
  }

  private static void log(Event event) {
    switch (event.severity()) {
      case ALARM -> LOG.error("{}", event.text());
      case WARNING -> LOG.warn("{}", event.text());
      default -> LOG.info("{}", event.text());
    }
  }
}
