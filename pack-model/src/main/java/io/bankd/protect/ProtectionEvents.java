package io.bankd.protect;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row of the table says when its level changes, with the figures behind it. */
final class ProtectionEvents {
  private ProtectionEvents() {}

  /** A reading moved it, “pack 7 cell 12 at 3.602 V: cell over-voltage, protection”. */
  static Event read(ProtectionRule rule, RuleState was, RuleState is, PackReading reading) {
    Map<String, Long> values = new LinkedHashMap<>();
    rule.quantity().in(reading).ifPresent(value -> values.put(rule.quantity().key(), (long) value));
    Integer threshold = is.level() == Level.ALARM ? rule.alarm() : rule.protection();
    if (threshold != null && is.level().compareTo(was.level()) > 0) {
      values.put("threshold-" + rule.quantity().unit(), (long) threshold);
    }
    values.put("current-ma", (long) reading.current().milliamperes());
    values.put("soc-basis-points", (long) reading.soc().basisPoints());
    int number = rule.quantity().numberIn(reading);
    if (number > 0) {
      values.put("number", (long) number);
    }
    String text =
        rule.quantity().describe(reading)
            + ": "
            + rule.condition().words()
            + ", "
            + words(rule, was.level(), is, reading, values);
    Severity severity =
        switch (is.level()) {
          case PROTECTION, LOCKED -> Severity.ALARM;
          case ALARM -> was.level().isProtection() ? Severity.INFO : Severity.WARNING;
          case NORMAL -> Severity.INFO;
        };
    return new Event(reading.at(), severity, reading.pack(), rule.id(), text, values);
  }

  /** The pack's own flag tripped it. */
  static Event reported(ProtectionRule rule, RuleState is, PackStatus status) {
    Map<String, Long> values = new LinkedHashMap<>();
    String text =
        "pack "
            + status.pack()
            + " itself reports: "
            + rule.condition().words()
            + ", "
            + tripped(rule, is, values);
    return new Event(status.at(), Severity.ALARM, status.pack(), rule.id(), text, values);
  }

  /** The operator unlocked it. */
  static Event reset(PackId pack, Moment at, String rule, PackCondition condition) {
    String text = "pack " + pack + ": " + condition.words() + ", lock cleared by reset";
    return new Event(at, Severity.INFO, pack, rule, text);
  }

  private static String words(
      ProtectionRule rule, Level was, RuleState is, PackReading reading, Map<String, Long> values) {
    return switch (is.level()) {
      case PROTECTION, LOCKED -> tripped(rule, is, values);
      case ALARM ->
          was.isProtection() ? released(rule, was, reading) + ", alarm stays" : alarm(rule);
      case NORMAL -> was.isProtection() ? released(rule, was, reading) : cleared(rule, reading);
    };
  }

  private static String tripped(ProtectionRule rule, RuleState is, Map<String, Long> values) {
    String how = is.level() == Level.LOCKED ? "protection, locked" : "protection";
    return how + inARow(rule, is, values);
  }

  private static String alarm(ProtectionRule rule) {
    Integer protection = rule.protection();
    return protection == null ? "alarm" : "alarm; protects at " + rule.quantity().print(protection);
  }

  /* Why it is over, where the value does not say so. */
  private static String cleared(ProtectionRule rule, PackReading reading) {
    return "alarm cleared" + (rule.quietAt(reading.current()) ? flowing(rule.quiet()) : "");
  }

  private static String released(ProtectionRule rule, Level was, PackReading reading) {
    if (was == Level.LOCKED) {
      return "lock released by current the other way";
    }
    boolean healed = rule.healedBy(reading.current());
    return "protection released" + (healed ? flowing(rule.healing()) : "");
  }

  private static String flowing(@Nullable Direction way) {
    return way == Direction.CHARGE ? " by charging" : " by discharging";
  }

  private static String inARow(ProtectionRule rule, RuleState is, Map<String, Long> values) {
    RowLock lock = rule.lock();
    if (lock == null) {
      return "";
    }
    values.put("trips-in-a-row", (long) is.trips().count());
    values.put("locks-after", (long) lock.after());
    if (is.level() == Level.PROTECTION) {
      return ", " + is.trips().count() + " of " + lock.after() + " in a row";
    }
    String way = rule.healing() == Direction.CHARGE ? "charging" : "discharging";
    return " after "
        + is.trips().count()
        + " in a row: only a reset or "
        + way
        + " with more than "
        + rule.flows()
        + " releases it";
  }
}
