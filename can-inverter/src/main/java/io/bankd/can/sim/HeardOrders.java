package io.bankd.can.sim;

import static io.bankd.sim.Manners.Order.*;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an inverter was told, and what of it has taken effect by now. */
final class HeardOrders {
  /** Limits as of a moment; the enable bits stay set in dialects that have none. */
  record Order(
      Moment at,
      int cvlMv,
      int dvlMv,
      int cclMa,
      int dclMa,
      boolean charge,
      boolean discharge,
      boolean forced) {
    boolean switchedAs(boolean charge, boolean discharge, boolean forced) {
      return this.charge == charge && this.discharge == discharge && this.forced == forced;
    }
  }

  private final Begging begging;
  private final Duration lag;
  private final Deque<Order> orders = new ArrayDeque<>();
  private @Nullable Moment limitsHeard;
  private boolean charge = true;
  private boolean discharge = true;
  private boolean forced;

  /**
   * Nothing heard yet.
   *
   * @param begging how a bank asks this inverter for charge
   * @param lag after so long an order takes effect
   */
  HeardOrders(Begging begging, Duration lag) {
    this.begging = begging;
    this.lag = lag;
  }

  /** Takes in what a frame said. */
  void hear(Map<String, Object> said, Moment now) {
    if (said.get("charge_en") instanceof Boolean on) {
      charge = on;
    }
    if (said.get("discharge_en") instanceof Boolean on) {
      discharge = on;
    }
    forced = begging.in(said).orElse(forced);
    Order last = orders.peekLast();
    if (said.containsKey("dcl_a")) {
      limitsHeard = now;
      orders.add(
          new Order(
              now,
              thousandths(said.get("cvl_v")),
              thousandths(said.get("dvl_v")),
              thousandths(said.get("ccl_a")),
              Math.abs(thousandths(said.get("dcl_a"))),
              charge,
              discharge,
              forced));
    } else if (last != null && !last.switchedAs(charge, discharge, forced)) {
      orders.add(
          new Order(
              now, last.cvlMv, last.dvlMv, last.cclMa, last.dclMa, charge, discharge, forced));
    }
  }

  /** The newest order old enough to have taken effect; older ones are forgotten. */
  @Nullable Order inForce(Moment now) {
    Order effective = null;
    while (!orders.isEmpty() && !orders.getFirst().at.plus(lag).isAfter(now)) {
      effective = orders.removeFirst();
    }
    if (effective != null) {
      orders.addFirst(effective);
    }
    return effective;
  }

  /** How long no limits have been heard; as long as can be where none ever were. */
  Duration silence(Moment now) {
    Moment last = limitsHeard;
    return last == null ? Duration.ofSeconds(Long.MAX_VALUE) : now.since(last);
  }

  private static int thousandths(@Nullable Object value) {
    return value instanceof Double number ? Math.toIntExact(Math.round(number * 1000)) : 0;
  }
}
