package io.bankd.bank;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every condition its scope: a pack's trouble is a warning, a dead bank is the alarm. */
record BankAlarms(Set<PackCondition> alarms, Set<PackCondition> warnings) {

  /** Of a bank that runs. */
  static BankAlarms running(List<PackView> views, LimiterStep limits) {
    EnumSet<PackCondition> alarms = EnumSet.noneOf(PackCondition.class);
    for (Direction direction : Direction.values()) {
      if (limits.stopped(direction)) {
        alarms.addAll(stopping(online(views), direction));
      }
      if (limits.deaf().contains(direction)) {
        alarms.add(PackCondition.COMMUNICATION_FAULT);
      }
    }
    return new BankAlarms(alarms, warnings(views));
  }

  /** With those of an inverter that drives cells where they come to harm, whatever it is told. */
  BankAlarms endangered(Set<Direction> dangers) {
    EnumSet<PackCondition> all = EnumSet.noneOf(PackCondition.class);
    all.addAll(alarms);
    if (dangers.contains(Direction.CHARGE)) {
      all.add(PackCondition.CHARGE_OVER_CURRENT);
    }
    if (dangers.contains(Direction.DISCHARGE)) {
      all.add(PackCondition.DISCHARGE_OVER_CURRENT);
    }
    return new BankAlarms(all, warnings);
  }

  /*
   * A pack that has just opened its MOSFET bounds the bank for one more status, until that is
   * certain: no reason to frighten an inverter into standby while other packs are fit.
   */
  private static Set<PackCondition> stopping(List<PackView> online, Direction direction) {
    EnumSet<PackCondition> stopping = EnumSet.noneOf(PackCondition.class);
    boolean othersAreFit = online.stream().anyMatch(view -> !view.blocked(direction));
    for (PackView view : online) {
      if (!othersAreFit || !isOpen(view.status(), direction)) {
        view.protections().stream().filter(c -> c.blocks(direction)).forEach(stopping::add);
      }
    }
    return stopping;
  }

  private static boolean isOpen(@Nullable PackStatus status, Direction direction) {
    return status != null && !status.mosOn(direction);
  }

  /** Of a bank that sees no pack: to the inverter, its battery does not communicate. */
  static BankAlarms blind(List<PackView> views) {
    return new BankAlarms(EnumSet.of(PackCondition.COMMUNICATION_FAULT), warnings(views));
  }

  /** Of a bank that has not begun. */
  static BankAlarms starting(List<PackView> views) {
    return new BankAlarms(EnumSet.noneOf(PackCondition.class), warnings(views));
  }

  private static Set<PackCondition> warnings(List<PackView> views) {
    EnumSet<PackCondition> warnings = EnumSet.noneOf(PackCondition.class);
    for (PackView view : online(views)) {
      warnings.addAll(view.warnings());
      warnings.addAll(view.protections());
    }
    for (PackView view : views) {
      if (view.phase() == PackPhase.EXCLUDED || view.phase() == PackPhase.ABSENT) {
        warnings.add(PackCondition.COMMUNICATION_FAULT);
      }
    }
    warnings.remove(PackCondition.FULLY_CHARGED); // good news
    return warnings;
  }

  private static List<PackView> online(List<PackView> views) {
    return views.stream().filter(view -> view.phase().isOnline()).toList();
  }
}
