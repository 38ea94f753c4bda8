package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackReading;
import io.bankd.rules.PackRules;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The voltage a bank should be charged to, before its highest cell has a say (BANK-3): the wanted
 * one, held lower while a pack balances its cells, and stepped down gently once all are full.
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

  /**
   * The voltage now.
   *
   * @param floating since when every pack that can be charged is full, null while one is not
   */
  static ChargeVoltage of(
      BankPolicy policy, List<PackStep> packs, @Nullable Moment floating, Moment now) {
    Voltage wanted = Voltage.min(policy.voltages().charge(), policy.spec().maxVoltage());
    ChargeVoltage goal =
        new ChargeVoltage(
            wanted, LimitReason.ofBank("charge-voltage", "the charge voltage wanted, " + wanted));
    PackRules rules = new PackRules(policy.spec());
    for (PackStep pack : packs) {
      goal = goal.held(pack, policy, rules, now);
    }
    // A step down would end the balancing that only a held voltage lets happen.
    boolean balances = goal.reason().rule().equals("balancing");
    return floating == null || balances ? goal : goal.floating(policy, floating, now);
  }

  private ChargeVoltage held(PackStep pack, BankPolicy policy, PackRules rules, Moment now) {
    PackView view = pack.view();
    PackReading reading = view.reading();
    if (reading == null) {
      return this;
    }
    // A pack that fell silent still hangs on the busbar, and its silence must not raise the
    // voltage.
    boolean lost = !view.phase().isOnline() && pack.charge().bounding();
    boolean there = lost || view.carrying();
    Voltage wish = there ? rules.wish(view.life(), reading, lost ? reading.at() : now) : null;
    if (wish == null || wish.compareTo(voltage) >= 0) {
      return this;
    }
    Voltage held = Voltage.max(wish, policy.voltages().rest());
    String text = "pack " + view.pack() + " balances its cells, held at " + held;
    return new ChargeVoltage(held, LimitReason.ofPack(view.pack(), "balancing", text));
  }

  private ChargeVoltage floating(BankPolicy policy, Moment since, Moment now) {
    long fallen = Math.max(0, now.since(since).toMillis()) * FLOAT_MILLIVOLTS_PER_SECOND / 1000;
    int goal = FLOAT_CELL_MILLIVOLTS * policy.spec().cellCount();
    long stepped = Math.max(goal, policy.voltages().charge().millivolts() - fallen);
    Voltage target = Voltage.max(Voltage.ofMillivolts((int) stepped), policy.voltages().rest());
    if (target.compareTo(voltage) >= 0) {
      return this;
    }
    String text = "every pack is full, down to float at " + Voltage.ofMillivolts(goal);
    return new ChargeVoltage(target, LimitReason.ofBank("float", text));
  }
}
