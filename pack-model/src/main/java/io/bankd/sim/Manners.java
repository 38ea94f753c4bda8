package io.bankd.sim;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a simulated inverter behaves.
 *
 * @param lag from hearing an order to following it; 0…10 min
 * @param overshoot of every step it makes, in {@link #OVERSHOOT}; it settles in some seconds
 * @param gain of what it means to carry it carries so much, in {@link #GAIN}
 * @param ignores what it does not heed
 * @param grid whether there is one to charge from when the bank asks for it
 */
public record Manners(Duration lag, int overshoot, int gain, Set<Order> ignores, boolean grid) {
  public static final Measure OVERSHOOT = new Measure("overshoot", "%", 1, 0, 1_000);
  public static final Measure GAIN = new Measure("gain", "%", 1, 100, 3_000);

  /** The word in a scenario's file for a grid to charge from, and for none. */
  public static final String GRID = "there";

  public static final String NO_GRID = "none";
  public static final Duration LONGEST_LAG = Duration.ofMinutes(10);

  /** What real inverters take to follow a new limit, and nothing wrong with them. */
  public static final Manners ORDINARY = new Manners(Duration.ofSeconds(2), 0, 1_000, Set.of());

  /** An inverter with a grid behind it. */
  public Manners(Duration lag, int overshoot, int gain, Set<Order> ignores) {
    this(lag, overshoot, gain, ignores, true);
  }

  /** What an inverter is told, and may not heed. */
  public enum Order {
    /** CCL = 0, DCL = 0 and the enable bits: zero is taken for no limit. */
    STOP("stop"),
    CCL("ccl"),
    DCL("dcl"),
    CVL("cvl"),
    DVL("dvl"),
    /** All of these, and silence too. */
    EVERYTHING("everything");

    private final String word;

    Order(String word) {
      this.word = word;
    }

    /** Its word in a scenario's file. */
    public String word() {
      return word;
    }
  }

  public Manners {
    EnumSet<Order> copy = EnumSet.noneOf(Order.class);
    copy.addAll(ignores);
    ignores = Collections.unmodifiableSet(copy);
  }

  static Manners ignoring(Order... orders) {
    return ORDINARY.withIgnored(Set.of(orders));
  }

  public Manners withIgnored(Collection<Order> ignored) {
    return new Manners(lag, overshoot, gain, Set.copyOf(ignored), grid);
  }

  public Manners withLag(Duration lag) {
    return new Manners(lag, overshoot, gain, ignores, grid);
  }

  Manners withOvershoot(int overshoot) {
    return new Manners(lag, overshoot, gain, ignores, grid);
  }

  /** The same with nothing to charge from but the sun. */
  public Manners withoutGrid() {
    return new Manners(lag, overshoot, gain, ignores, false);
  }

  public boolean ignores(Order order) {
    return ignores.contains(order) || ignores.contains(Order.EVERYTHING);
  }
}
