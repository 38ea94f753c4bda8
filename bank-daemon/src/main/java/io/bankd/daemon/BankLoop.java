package io.bankd.daemon;

import io.bankd.bank.BankCommand;
import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private BankController controller;
  private final Watchdog.Pulse pulse;
  private final List<Consumer<BankSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Runnable> asked = new ArrayBlockingQueue<>(16);
  private volatile Consumer<Moment> begun = now -> {};
  private volatile BankSnapshot newest;

  /**
   * A loop that has not begun.
   *
   * @param lives what is remembered of each pack from an earlier run
   * @param figures what is remembered of the bank as a whole
   */
  BankLoop(
      Clock clock,
      BankBoard board,
      BankPolicy policy,
      Watchdog.Pulse pulse,
      Map<PackId, Figures> lives,
      Figures figures) {
    this.clock = clock;
    this.board = board;
    this.controller = new BankController(policy);
    this.pulse = pulse;
    this.newest = controller.start(clock.now(), lives, figures);
  }

  BankSnapshot newest() {
    return newest;
  }

  /**
   * Carries out a command between two steps, and gives what happened on the way; refused where too
   * many are waiting. It is completed by this loop's thread.
   */
  CompletableFuture<List<Event>> command(BankCommand command) {
    return ask(() -> obey(command));
  }

  /** Works by another policy from the next step on; what is remembered stays. */
  CompletableFuture<List<Event>> govern(BankPolicy policy) {
    return ask(
        () -> {
          controller = new BankController(policy);
          return List.of();
        });
  }

  private CompletableFuture<List<Event>> ask(Supplier<List<Event>> what) {
    CompletableFuture<List<Event>> done = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            done.complete(what.get());
          } catch (RuntimeException defect) {
            LOG.error("a command failed; please report this", defect);
            done.completeExceptionally(defect);
          }
        };
    if (!asked.offer(task)) {
      done.completeExceptionally(new IllegalStateException("too many commands at once"));
    }
    board.wake();
    return done;
  }

  /** Tells when a step begins, before anything is looked at; to be called before the start. */
  void onStep(Consumer<Moment> listener) {
    begun = listener;
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
      turn();
    }
  }

  /** Carries out what was asked for, and takes a step. */
  void turn() {
    for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
    Moment now = clock.now();
    begun.accept(now);
    publish(controller.step(newest, board.readings(), now));
    pulse.turn();
  }

  private List<Event> obey(BankCommand command) {
    BankSnapshot before = newest;
    BankSnapshot after = controller.command(before, command, clock.now());
    if (after.equals(before)) {
      return List.of();
    }
    publish(after);
    return after.events();
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
