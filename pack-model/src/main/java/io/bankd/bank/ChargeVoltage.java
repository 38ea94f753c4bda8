package io.bankd.bank;

import io.bankd.charge.BalancingState;
import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.rules.PackRules;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The voltage a bank should be charged to, before its highest cell has a say (BANK-3): the wanted
 * one; while a pack balances its cells the one at which it can, which may be lower, or a little
 * higher (BAL-1); and stepped down gently once all are full.
 *
 * @param voltage within the pack model's operating range
 */
record ChargeVoltage(Voltage voltage, LimitReason reason) {
  /*
   * 3.375 V a cell holds a full LFP cell full and wears it little. A faster step down would leave the
   * bank above what the inverter is told, and some would then empty it into the grid.
   */
  private static final int FLOAT_CELL_MILLIVOLTS = 3375;
  private static final long FLOAT_MILLIVOLTS_PER_SECOND = 2;

  /** The voltage now, of a bank that need not float. */
  static ChargeVoltage of(BankPolicy policy, PackRules rules, List<PackStep> packs, Moment now) {
    Voltage wanted = Voltage.min(policy.voltages().charge(), policy.spec().maxVoltage());
    ChargeVoltage goal =
        new ChargeVoltage(
            wanted, LimitReason.ofBank("charge-voltage", "the charge voltage wanted, " + wanted));
    // Nobody sees what a higher voltage does to a pack that is silent, however long it has been.
    boolean seen = packs.stream().allMatch(ChargeVoltage::isSeen);
    Voltage most = seen ? policy.voltages().balancing() : wanted;
    for (PackStep pack : packs) {
      ChargeVoltage hold = hold(pack, policy, rules, most, now);
      boolean first = hold != null && !goal.balances();
      goal = hold != null && (first || hold.voltage.compareTo(goal.voltage) < 0) ? hold : goal;
    }
    return goal;
  }

  /** Whether it is held for a pack that balances its cells. */
  boolean balances() {
    return reason.rule().equals("balancing");
  }

  /** Whether it goes down since all are full. */
  boolean floats() {
    return reason.rule().equals("float");
  }

  /**
   * Whether the pack's highest cell may stand where it balances: not while so much flows that it
   * would go beyond.
   */
  static boolean isHeldFor(PackStep pack, PackRules rules, Moment now) {
    return rules.isCalm(pack.view().life()) && wish(pack, rules, now) != null;
  }

  /* A pack that fell silent still hangs on the busbar, and its silence must not raise the voltage. */
  private static boolean isLost(PackStep pack) {
    return !pack.view().phase().isOnline() && pack.charge().bounding();
  }

  /* Online, or off the busbar for charging by its last words. */
  private static boolean isSeen(PackStep pack) {
    return pack.view().phase().isOnline()
        || new Connection(pack.memory()).isSurelyOpen(Direction.CHARGE);
  }

  private static @Nullable Voltage wish(PackStep pack, PackRules rules, Moment now) {
    PackView view = pack.view();
    PackReading reading = view.reading();
    boolean lost = isLost(pack);
    return reading != null && (lost || view.carrying())
        ? rules.wish(view.life(), reading, lost ? reading.at() : now)
        : null;
  }

  /*
   * Before a pack can balance its wish only raises the voltage; where that may not be raised it is of
   * no use. From there on it lowers it too.
   */
  private static @Nullable ChargeVoltage hold(
      PackStep pack, BankPolicy policy, PackRules rules, Voltage highest, Moment now) {
    Voltage wish = wish(pack, rules, now);
    if (wish == null) {
      return null;
    }
    Voltage wanted = Voltage.min(policy.voltages().charge(), policy.spec().maxVoltage());
    BalancingState balancing = pack.view().life().balancing();
    Voltage most = balancing.mayRaise() ? highest : Voltage.min(highest, wanted);
    Voltage held = Voltage.min(wish, most);
    boolean balances = balancing.isExpected();
    if (!balances && most.compareTo(wanted) <= 0) {
      return null;
    }
    held = Voltage.max(held, balances ? policy.voltages().rest() : wanted);
    String text =
        "pack "
            + pack.view().pack()
            + (balances ? " balances its cells, held at " : " has to balance its cells, up to ")
            + held;
    return new ChargeVoltage(held, LimitReason.ofPack(pack.view().pack(), "balancing", text));
  }

  /**
   * Since when the bank floats, as if it had come down from the wanted voltage. While a pack
   * balances it does not yet: a step down would end what only a held voltage lets happen, and from
   * that voltage it goes down gently.
   *
   * @param before since when it has, null where it has not
   */
  Moment floatingSince(BankPolicy policy, @Nullable Moment before, Moment now) {
    if (!balances()) {
      return before == null ? now : before;
    }
    long below = (long) policy.voltages().charge().millivolts() - voltage.millivolts();
    return now.plus(Duration.ofMillis(-below * 1000 / FLOAT_MILLIVOLTS_PER_SECOND));
  }

  /**
   * The same where every pack that can be charged is full.
   *
   * @param since as {@link #floatingSince} said
   */
  ChargeVoltage floating(BankPolicy policy, Moment since, Moment now) {
    if (balances()) {
      return this;
    }
    long fallen = now.since(since).toMillis() * FLOAT_MILLIVOLTS_PER_SECOND / 1000;
    int goal = FLOAT_CELL_MILLIVOLTS * policy.spec().cellCount();
    long stepped = Math.max(goal, policy.voltages().charge().millivolts() - fallen);
    long most = policy.voltages().balancing().millivolts();
    Voltage target = Voltage.ofMillivolts((int) Math.min(most, stepped));
    String text = "every pack is full, down to float at " + Voltage.ofMillivolts(goal);
    Voltage told = Voltage.max(target, policy.voltages().rest());
    return told.equals(voltage) ? this : new ChargeVoltage(told, LimitReason.ofBank("float", text));
  }
}
