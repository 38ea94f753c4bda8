package io.bankd.daemon.systemd;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds the service manager's watchdog, but only with work done: since the last beat every loop
 * must have completed a turn. A hung loop starves it, whichever loop that is.
 */
public final class Watchdog {
  /** One loop's proof of life; a turn that found a silent pack or a missing interface counts. */
  public static final class Pulse {
    private final String loop;
    private final AtomicLong turns = new AtomicLong();
    private long fed;

    Pulse(String loop) {
      this.loop = loop;
    }

    /** Called by the loop itself at the end of each turn. */
    public void turn() {
      turns.incrementAndGet();
    }

    public long turns() {
      return turns.get();
    }
  }

  private final ServiceNotifier notifier;
  private final List<Pulse> pulses = new CopyOnWriteArrayList<>();

  public Watchdog(ServiceNotifier notifier) {
    this.notifier = notifier;
  }

  public Pulse pulse(String loop) {
    Pulse pulse = new Pulse(loop);
    pulses.add(pulse);
    return pulse;
  }

  /** Beats if everybody worked since the last beat; called about once a second by one thread. */
  public boolean beat() {
    boolean all = pulses.stream().allMatch(pulse -> pulse.turns.get() != pulse.fed);
    if (all) {
      pulses.forEach(pulse -> pulse.fed = pulse.turns.get());
      notifier.tell("WATCHDOG=1");
    }
    return all;
  }

  /** The loops that have not completed a turn since the last beat. */
  public List<String> waitingFor() {
    return pulses.stream()
        .filter(pulse -> pulse.turns.get() == pulse.fed)
        .map(pulse -> pulse.loop)
        .toList();
  }
}
