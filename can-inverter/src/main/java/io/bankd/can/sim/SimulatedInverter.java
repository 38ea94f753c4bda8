package io.bankd.can.sim;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inverter that does what it is told: it reads the bank's frames through the same tables that
 * wrote them, and holds its current within them. Used by one thread.
 */
public final class SimulatedInverter {
  /** How long real inverters take to follow a new limit: 2 s. */
  public static final Duration DEFAULT_LAG = Duration.ofSeconds(2);

  /** Without limits for so long a real inverter stops: 5 s (Victron). */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How often {@link #heartbeat()} is to be sent: once a second. */
  public static final Duration HEARTBEAT_PERIOD = Duration.ofSeconds(1);

  /** The charge current fades to nothing over the last 500 mV below CVL. */
  private static final int TAPER_MV = 500;

  /** Limits as of a moment; the enable bits stay set in dialects that have none. */
  private record Order(
      Moment at, int cvlMv, int cclMa, int dclMa, boolean charge, boolean discharge) {}

  private final CanDialect dialect;
  private final Duration lag;
  private final Deque<Order> orders = new ArrayDeque<>();
  private @Nullable Moment limitsHeard;
  private boolean charge = true;
  private boolean discharge = true;

  public SimulatedInverter(CanDialect dialect) {
    this(dialect, DEFAULT_LAG);
  }

  /**
   * An inverter with a reaction time of its own.
   *
   * @param lag ≥ 0, from hearing an order to following it
   */
  public SimulatedInverter(CanDialect dialect, Duration lag) {
    this.dialect = dialect;
    this.lag = lag;
  }

  /** Takes a frame from the bus; what does not concern it, it ignores. */
  public void hear(CanFrame frame, Moment now) {
    Map<String, Object> said = dialect.decode(frame).orElse(Map.of());
    if (said.get("charge_en") instanceof Boolean on) {
      charge = on;
    }
    if (said.get("discharge_en") instanceof Boolean on) {
      discharge = on;
    }
    Order last = orders.peekLast();
    if (said.containsKey("dcl_a")) {
      limitsHeard = now;
      orders.add(
          new Order(
              now,
              thousandths(said.get("cvl_v")),
              thousandths(said.get("ccl_a")),
              thousandths(said.get("dcl_a")),
              charge,
              discharge));
    } else if (last != null && (last.charge != charge || last.discharge != discharge)) {
      orders.add(new Order(now, last.cvlMv, last.cclMa, last.dclMa, charge, discharge));
    }
  }

  /**
   * The current that flows when the inverter would like {@code wish}: never more than the orders
   * that are at least the lag old allow, nothing before the first, and nothing at all when no
   * limits were heard for 5 s.
   *
   * @param wish positive to charge, negative to discharge
   */
  public Current obey(Current wish, Voltage busVoltage, Moment now) {
    Order order = inForce(now);
    if (order == null || limitsHeard == null || now.since(limitsHeard).compareTo(PATIENCE) > 0) {
      return Current.ZERO;
    }
    int most = order.charge ? tapered(order, busVoltage) : 0;
    int least = order.discharge ? -Math.max(0, order.dclMa) : 0;
    return Current.ofMilliamperes(Math.max(least, Math.min(most, wish.milliamperes())));
  }

  /** What a Pylon or Victron inverter answers once a second: 0x305, eight zero bytes. */
  public List<CanFrame> heartbeat() {
    return List.of(CanFrame.of(0x305, new byte[8]));
  }

  /** The newest order old enough to have taken effect; older ones are forgotten. */
  private @Nullable Order inForce(Moment now) {
    Order effective = null;
    while (!orders.isEmpty() && !orders.getFirst().at.plus(lag).isAfter(now)) {
      effective = orders.removeFirst();
    }
    if (effective != null) {
      orders.addFirst(effective);
    }
    return effective;
  }

  private static int tapered(Order order, Voltage busVoltage) {
    long room = Math.max(0, (long) order.cvlMv - busVoltage.millivolts());
    long limit = Math.max(0, order.cclMa);
    return Math.toIntExact(limit * Math.min(room, TAPER_MV) / TAPER_MV);
  }

  private static int thousandths(@Nullable Object value) {
    return value instanceof Double number ? Math.toIntExact(Math.round(number * 1000)) : 0;
  }
}
