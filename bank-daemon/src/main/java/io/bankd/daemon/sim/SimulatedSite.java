package io.bankd.daemon.sim;

import io.bankd.can.CanBus;
import io.bankd.can.ReceiveResult;
import io.bankd.can.Spacing;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.daemon.Clock;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.sim.PackSource;
import io.bankd.sim.SimulatedBank;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The physical half of a simulation: packs on a busbar, and an inverter between them and the sun.
 * Its loop moves the physics; the bus asks it what the packs measure.
 */
public final class SimulatedSite implements Runnable, PackSource {
  private static final Duration STEP = Duration.ofMillis(100);

  private final Clock clock;
  private final SimulatedBank bank;
  private final Set<PackAddress> packs;
  private final @Nullable SimulatedInverter inverter;
  private final CanBus can;
  private volatile Current current = Current.ZERO;
  private volatile Duration elapsed = Duration.ZERO;

  /**
   * A site that stands still until its loop runs.
   *
   * @param inverter obeys what it hears on {@code can}; without one the scenario's wish is followed
   *     by half
   * @param can the inverter's node of the CAN bus
   */
  public SimulatedSite(
      Clock clock,
      SimulatedBank bank,
      Set<PackAddress> packs,
      @Nullable SimulatedInverter inverter,
      CanBus can) {
    this.clock = clock;
    this.bank = bank;
    this.packs = Set.copyOf(packs);
    this.inverter = inverter;
    this.can = can;
  }

  @Override
  public void run() {
    Moment start = clock.now();
    Moment stepped = start;
    Moment heartbeat = start;
    while (!Thread.currentThread().isInterrupted()) {
      clock.park(STEP);
      Moment now = clock.now();
      elapsed = now.since(start);
      Current wish = bank.wish(elapsed);
      if (inverter == null) {
        current = Current.ofMilliamperes(wish.milliamperes() / 2);
      } else {
        listen(inverter, now);
        if (!now.isBefore(heartbeat)) {
          can.send(inverter.heartbeat(bank.busVoltage(), current), Spacing.none());
          heartbeat = heartbeat.plus(SimulatedInverter.HEARTBEAT_PERIOD);
        }
        current = inverter.obey(wish, bank.busVoltage(), now);
      }
      bank.advance(now.since(stepped), current);
      stepped = now;
    }
  }

  private void listen(SimulatedInverter inverter, Moment now) {
    while (can.receive(Duration.ZERO) instanceof ReceiveResult.Heard heard) {
      inverter.hear(heard.frame(), now);
    }
  }

  /** How long the scenario has been running. */
  public Duration elapsed() {
    return elapsed;
  }

  /** What the busbar shows now. */
  public Voltage busVoltage() {
    return bank.busVoltage();
  }

  /** What flows through the inverter now. */
  public Current current() {
    return current;
  }

  @Override
  public @Nullable PackReading reading(PackAddress address) {
    return packs.contains(address) ? bank.reading(id(address), clock.now()) : null;
  }

  @Override
  public @Nullable PackStatus status(PackAddress address) {
    return packs.contains(address) ? bank.status(id(address), clock.now()) : null;
  }

  @Override
  public @Nullable PackIdentity identity(PackAddress address) {
    boolean silent = reading(address) == null;
    return silent ? null : bank.identity(id(address), clock.now());
  }

  @Override
  public byte[] onTheLine(PackAddress address, byte[] answer) {
    return packs.contains(address) ? bank.onTheLine(id(address), answer) : answer;
  }

  private static PackId id(PackAddress address) {
    return new PackId("", address);
  }
}
