package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionMonitor;
import io.bankd.protect.ProtectionState;
import io.bankd.protect.ProtectionStep;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pack through time: awaited, fresh, held, excluded or absent, and what it may carry. */
final class PackLifecycle {
  private final BankPolicy policy;
  private final ProtectionMonitor monitor;
  private final Shares shares;

  PackLifecycle(BankPolicy policy) {
    this.policy = policy;
    this.monitor = new ProtectionMonitor(policy.spec().protections());
    this.shares = new Shares(policy);
  }

  PackStep next(PackId pack, PackMemory before, BankReadings heard, Moment start, Moment now) {
    List<Event> events = new ArrayList<>();
    PackMemory memory = hear(before, heard.reading(pack), events);
    memory = hear(memory, heard.status(pack), events);
    memory = hear(memory, heard.doubt(pack), events);
    memory = memory.with(phase(memory.reading(), start, now));
    events.addAll(PackEvents.phase(pack, before.phase(), memory.phase(), now));
    Duration age = age(memory.reading(), now);
    Connection connection = new Connection(memory);
    Share charge = shares.of(pack, memory, connection, CHARGE, age);
    Share discharge = shares.of(pack, memory, connection, DISCHARGE, age);
    PackLimits added =
        new PackLimits(
            charge.added(), discharge.added(), charge.addedReason(), discharge.addedReason());
    PackView view =
        new PackView(
            pack,
            memory.phase(),
            memory.reading() == null ? null : age,
            memory.reading(),
            memory.status(),
            heard.identity(pack),
            added,
            warnings(memory),
            protections(memory),
            memory.protection().blocks(CHARGE) || connection.blocks(CHARGE),
            memory.protection().blocks(DISCHARGE) || connection.blocks(DISCHARGE));
    boolean carrying = memory.phase().isOnline() && connection.isCarrying();
    return new PackStep(memory, view, carrying, charge, discharge, events);
  }

  private PackMemory hear(PackMemory memory, @Nullable PackReading reading, List<Event> events) {
    PackReading last = memory.reading();
    if (reading == null || (last != null && !reading.at().isAfter(last.at()))) {
      return memory;
    }
    ProtectionStep step = monitor.step(memory.protection(), reading);
    step.events().forEach(event -> events.add(PackEvents.of(event)));
    boolean inARow = last != null && isOnline(reading.at().since(last.at()));
    int replies = inARow ? PackMemory.ENOUGH_REPLIES : 1;
    boolean sensorLost = reading.cellTemperatures().size() < memory.sensors();
    PackLimits limits = sensorLost ? lackingSensor(reading, memory) : limits(reading, step.state());
    return memory.with(reading, step.state(), limits, replies);
  }

  /* The sensor that is missing may be the one on the hottest cell. */
  private static PackLimits lackingSensor(PackReading reading, PackMemory memory) {
    String what =
        " tells "
            + reading.cellTemperatures().size()
            + " cell temperatures, it told "
            + memory.sensors();
    return PackLimits.zero(implausible(reading.pack(), what));
  }

  private static LimitReason implausible(PackId pack, String what) {
    return LimitReason.ofPack(pack, "implausible", "pack " + pack + what);
  }

  private static PackMemory hear(PackMemory memory, @Nullable PackDoubt doubt, List<Event> events) {
    PackReading reading = memory.reading();
    Moment last = memory.doubtedAt();
    if (doubt == null
        || (last != null && !doubt.at().isAfter(last))
        || (reading != null && !doubt.at().isAfter(reading.at()))) {
      return memory;
    }
    LimitReason reason = implausible(doubt.pack(), " cannot be believed: " + doubt.why());
    PackMemory doubting = memory.with(doubt, PackLimits.zero(reason));
    if (doubting.isDoubted() && !memory.isDoubted()) {
      events.add(
          new Event(doubt.at(), Severity.WARNING, doubt.pack(), reason.rule(), reason.text()));
    }
    return doubting;
  }

  private static PackMemory hear(
      PackMemory memory, @Nullable PackStatus status, List<Event> events) {
    PackStatus last = memory.status();
    if (status == null || (last != null && !status.at().isAfter(last.at()))) {
      return memory;
    }
    events.addAll(PackEvents.reported(Connection.serious(last), status));
    return memory.with(status);
  }

  /* Derating by measurement, and nothing in a direction that a protection blocks. */
  private PackLimits limits(PackReading reading, ProtectionState state) {
    PackLimits limits = policy.spec().derating().limits(reading);
    for (PackCondition condition : state.protections()) {
      for (Direction direction : Direction.values()) {
        if (condition.blocks(direction)) {
          String text = "pack " + reading.pack() + " protected: " + condition.words();
          LimitReason reason = LimitReason.ofPack(reading.pack(), "protection", text);
          limits = limits.with(direction, Current.ZERO, reason);
        }
      }
    }
    return limits;
  }

  private PackPhase phase(@Nullable PackReading reading, Moment start, Moment now) {
    if (reading == null) {
      boolean waited = now.since(start).compareTo(policy.ages().absent()) >= 0;
      return waited ? PackPhase.ABSENT : PackPhase.AWAITED;
    }
    Duration age = age(reading, now);
    if (age.compareTo(policy.ages().fresh()) <= 0) {
      return PackPhase.FRESH;
    }
    return isOnline(age) ? PackPhase.HELD : PackPhase.EXCLUDED;
  }

  private boolean isOnline(Duration age) {
    return age.compareTo(policy.ages().excluded()) < 0;
  }

  /* A reading may be a hair newer than a step that was already on its way. */
  private static Duration age(@Nullable PackReading reading, Moment now) {
    Duration age = reading == null ? Duration.ZERO : now.since(reading.at());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static Set<PackCondition> warnings(PackMemory memory) {
    EnumSet<PackCondition> warnings = EnumSet.noneOf(PackCondition.class);
    warnings.addAll(memory.protection().alarms());
    PackStatus status = memory.status();
    if (status != null) {
      warnings.addAll(status.warnings());
    }
    return warnings;
  }

  private static Set<PackCondition> protections(PackMemory memory) {
    EnumSet<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
    protections.addAll(memory.protection().protections());
    PackStatus status = memory.status();
    if (status != null) {
      protections.addAll(status.protections());
      protections.addAll(status.faults());
    }
    return protections;
  }
}
