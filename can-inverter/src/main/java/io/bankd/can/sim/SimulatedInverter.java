package io.bankd.can.sim;

import static io.bankd.sim.Manners.Order.*;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.sim.Manners;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inverter that does what it is told, as far as its manners go: it reads the bank's frames
 * through the same tables that wrote them, and holds its current and the bus voltage within them.
 * Used by one thread.
 */
public final class SimulatedInverter {
  /** Without limits for so long a real inverter stops: 5 s (Victron). */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How often {@link #heartbeat()} is to be sent: once a second. */
  public static final Duration HEARTBEAT_PERIOD = Duration.ofSeconds(1);

  private static final double SETTLING_SECONDS = 3;

  private final CanDialect dialect;
  private final Manners manners;
  private final HeardOrders orders;
  private final VoltageHold hold = new VoltageHold();
  private @Nullable Moment obeyedAt;
  private int targetBefore;
  private double swing;

  public SimulatedInverter(CanDialect dialect) {
    this(dialect, Manners.ORDINARY);
  }

  /** An inverter that behaves like that. */
  public SimulatedInverter(CanDialect dialect, Manners manners) {
    this.dialect = dialect;
    this.manners = manners;
    this.orders = new HeardOrders(manners.lag());
  }

  /** Takes a frame from the bus; what does not concern it, it ignores. */
  public void hear(CanFrame frame, Moment now) {
    orders.hear(dialect.decode(frame).orElse(Map.of()), now);
  }

  /**
   * The current that flows when the inverter would like {@code wish}: as far as its manners go
   * never more than the orders that are at least the lag old allow, nothing before the first, and
   * nothing at all when no limits were heard for 5 s. To be called every 0.1 s or so.
   *
   * @param wish positive to charge, negative to discharge
   * @param busVoltage as it is with the current of the last call
   */
  public Current obey(Current wish, Voltage busVoltage, Moment now) {
    hold.see(busVoltage.millivolts());
    int target = manners.ignores(EVERYTHING) ? wish.milliamperes() : obeyed(wish, now);
    int flow = Math.toIntExact((long) swung(target, now) * manners.gain() / 1000);
    hold.set(flow);
    return Current.ofMilliamperes(flow);
  }

  private int obeyed(Current wish, Moment now) {
    HeardOrders.Order order = orders.inForce(now);
    if (order == null || orders.silence(now).compareTo(PATIENCE) > 0) {
      return 0;
    }
    int most = limit(CCL, order.cclMa(), order.charge());
    if (!manners.ignores(CVL)) {
      most = Math.max(0, Math.min(most, hold.towards(order.cvlMv())));
    }
    int least = -limit(DCL, order.dclMa(), order.discharge());
    if (!manners.ignores(DVL)) {
      least = Math.min(0, Math.max(least, hold.towards(order.dvlMv())));
    }
    // Asked to charge, it takes from the grid, if there is one, what the household leaves it to.
    boolean fromGrid = order.forced() && manners.grid();
    int wanted = fromGrid ? Math.max(wish.milliamperes(), order.cclMa() / 4) : wish.milliamperes();
    return Math.max(least, Math.min(most, wanted));
  }

  private int limit(Manners.Order which, int milliamperes, boolean enabled) {
    boolean stopped = milliamperes <= 0 || !enabled;
    if (stopped && !manners.ignores(STOP)) {
      return 0;
    }
    return stopped || manners.ignores(which) ? Integer.MAX_VALUE : milliamperes;
  }

  /** A step goes too far at first, and comes back within some seconds. */
  private int swung(int target, Moment now) {
    Moment last = obeyedAt;
    double seconds = last == null ? 0 : now.since(last).toMillis() / 1000.0;
    swing *= Math.exp(-seconds / SETTLING_SECONDS);
    swing += (target - targetBefore) * (manners.overshoot() / 1000.0);
    targetBefore = target;
    obeyedAt = now;
    return target + (int) Math.round(swing);
  }

  /**
   * What the inverter answers once a second: 0x305 with eight zero bytes, or of a Growatt the
   * question 0x301.
   */
  public List<CanFrame> heartbeat() {
    return dialect.heartbeatIds().contains(0x301)
        ? List.of(CanFrame.ofHex(0x301, "0B16212C37424D58"))
        : List.of(CanFrame.of(0x305, new byte[8]));
  }

  /**
   * What it answers while it measures this: a Sunny Island tells the values (0x305), the current
   * below zero while charging; others answer as {@link #heartbeat()}.
   */
  public List<CanFrame> heartbeat(Voltage busVoltage, Current current) {
    if (!dialect.name().equals("sma")) {
      return heartbeat();
    }
    int volts = Math.max(0, busVoltage.millivolts() / 100);
    int amperes = Math.max(-32_767, Math.min(32_767, -current.milliamperes() / 100));
    byte[] data = {
      (byte) volts,
      (byte) (volts >> 8),
      (byte) amperes,
      (byte) (amperes >> 8),
      0,
      (byte) 0x80,
      0,
      (byte) 0x80
    };
    return List.of(CanFrame.of(0x305, data));
  }
}
