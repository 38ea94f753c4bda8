package io.bankd.daemon;

import io.bankd.bank.BankCommand;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
  private final BlockingQueue<Asked> commands = new ArrayBlockingQueue<>(16);
  private volatile BankSnapshot newest;

  private record Asked(BankCommand command, CompletableFuture<List<Event>> done) {}

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

  /**
   * Carries out a command between two steps, and gives what happened on the way; refused where too
   * many are waiting. It is completed by this loop's thread.
   */
  CompletableFuture<List<Event>> command(BankCommand command) {
    Asked asked = new Asked(command, new CompletableFuture<>());
    if (!commands.offer(asked)) {
      asked.done.completeExceptionally(new IllegalStateException("too many commands at once"));
    }
    board.wake();
    return asked.done;
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
      obey();
      publish(controller.step(newest, board.readings(), clock.now()));
      pulse.turn();
    }
  }

  private void obey() {
    for (Asked asked = commands.poll(); asked != null; asked = commands.poll()) {
      BankSnapshot before = newest;
      BankSnapshot after = controller.command(before, asked.command, clock.now());
      boolean changed = !after.equals(before);
      if (changed) {
        publish(after);
      }
      asked.done.complete(changed ? after.events() : List.of());
    }
  }

  private void publish(BankSnapshot snapshot) {
    newest = snapshot;
    listeners.forEach(listener -> listener.accept(snapshot));
    snapshot.events().forEach(BankLoop::log);
  }

  private static void log(Event event) {
    switch (event.severity()) {
      case ALARM -> LOG.error("{}", event.text());
      case WARNING -> LOG.warn("{}", event.text());
      default -> LOG.info("{}", event.text());
    }
  }
}
