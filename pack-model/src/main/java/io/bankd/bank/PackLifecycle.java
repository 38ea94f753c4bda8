package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackHearsay;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionState;
import io.bankd.rules.PackLife;
import io.bankd.rules.PackRules;
import io.bankd.sleep.SleepPhase;
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
  private final PackRules rules;
  private final Shares shares;

  PackLifecycle(BankPolicy policy) {
    this.policy = policy;
    this.rules = new PackRules(policy.spec());
    this.shares = new Shares(policy);
  }

  /**
   * One step of one pack.
   *
   * @param bank the bank before, on whose busbar the pack may or may not be
   */
  PackStep next(
      PackId pack,
      PackMemory before,
      BankReadings heard,
      BankSnapshot bank,
      Moment start,
      Moment now) {
    List<Event> events = new ArrayList<>();
    PackMemory memory = hear(before, heard.reading(pack), bank, events);
    memory = hear(memory, heard.status(pack), events);
    memory = hear(memory, heard.doubt(pack), events);
    memory = hear(memory, heard.hearsay(pack), bank);
    Step<PackLife> waited =
        rules.wait(pack, memory.life(), memory.reading(), memory.status(), bank.asks(), now);
    events.addAll(waited.events());
    memory = memory.with(waited.state());
    PackPhase phase = phase(memory, bank.asks(), start, now);
    memory = memory.with(phase, Arrival.apart(pack, before, memory, phase, bank, rules, events));
    events.addAll(PackEvents.phase(pack, before.phase(), memory.phase(), now));
    Moment earlier = memory.life().sleep().heardAt();
    Duration age =
        memory.reading() == null && earlier != null
            ? now.since(earlier)
            : age(memory.reading(), now);
    Connection connection = new Connection(memory);
    Share charge = shares.of(pack, memory, connection, CHARGE, age);
    Share discharge = shares.of(pack, memory, connection, DISCHARGE, age);
    PackLimits added =
        new PackLimits(
            charge.added(), discharge.added(), charge.addedReason(), discharge.addedReason());
    ProtectionState protection = memory.life().protection();
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
            protection.blocks(CHARGE) || connection.blocks(CHARGE),
            protection.blocks(DISCHARGE) || connection.blocks(DISCHARGE),
            memory.phase().isOnline() && memory.apart() == null && connection.isCarrying(),
            memory.life(),
            rules.outlook(memory.life(), now));
    return new PackStep(memory, view, charge, discharge, events);
  }

  /** The pack after its operator pressed reset. */
  Step<PackMemory> reset(PackId pack, PackMemory before, Moment now) {
    Step<PackLife> step = rules.reset(before.life(), pack, now);
    return new Step<>(before.with(step.state()), step.events());
  }

  private PackMemory hear(
      PackMemory memory, @Nullable PackReading reading, BankSnapshot bank, List<Event> events) {
    PackReading last = memory.reading();
    if (reading == null || (last != null && !reading.at().isAfter(last.at()))) {
      return memory;
    }
    Step<PackLife> step = rules.hear(memory.life(), reading, bank.limits().cvl());
    events.addAll(step.events());
    boolean inARow = last != null && isOnline(reading.at().since(last.at()));
    int replies = inARow ? PackMemory.ENOUGH_REPLIES : 1;
    boolean sensorLost = reading.cellTemperatures().size() < memory.sensors();
    PackLimits limits =
        sensorLost ? lackingSensor(reading, memory) : rules.limits(step.state(), reading);
    Stillness still =
        memory
            .still()
            .next(
                last,
                reading,
                memory.status(),
                Stillness.others(reading.pack(), bank),
                policy.spec().nominalCurrent());
    still.tell(memory.still(), reading, events);
    return memory.with(reading, step.state(), limits, replies, still);
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

  /* Its rules go no further by it: the next answer may be the other's. */
  private PackMemory hear(PackMemory memory, @Nullable PackHearsay said, BankSnapshot bank) {
    PackLimits believed = memory.believed();
    PackReading own = memory.reading();
    if (said == null || believed == null || own == null || !said.at().isAfter(own.at())) {
      return memory;
    }
    Moment last = memory.doubtedAt();
    Moment known = last != null && last.isAfter(own.at()) ? last : own.at();
    if (!said.at().isAfter(known)) {
      return memory;
    }
    Hearsay earlier = memory.hearsay();
    Hearsay hearsay = earlier == null ? Hearsay.of(said.at(), believed) : earlier;
    if (memory.isDoubted()) {
      hearsay = hearsay.narrowed(believed);
    }
    int doubts = memory.doubts();
    PackReading reading = said.reading();
    if (reading != null && reading.at().isAfter(known)) {
      PackLife life = rules.hear(memory.life(), reading, bank.limits().cvl()).state();
      hearsay = hearsay.measured(reading.at(), rules.limits(life, reading));
      doubts = 0;
    }
    PackStatus status = said.status();
    if (status != null && status.at().isAfter(known)) {
      hearsay = hearsay.narrowed(refused(hearsay.lately(), status));
    }
    return memory.with(hearsay, said.at(), doubts);
  }

  /* What it says is open opens nothing here: of two packs the other may be closed. */
  private static PackLimits refused(PackLimits limits, PackStatus status) {
    PackLimits left = limits;
    for (Direction way : Direction.values()) {
      PackCondition refusal = Connection.refusal(status, way);
      if (refusal != null) {
        String text = "pack " + status.pack() + " reports: " + refusal.words();
        left = left.with(way, Current.ZERO, LimitReason.ofPack(status.pack(), "pack-bms", text));
      }
    }
    return left;
  }

  private PackMemory hear(PackMemory memory, @Nullable PackStatus status, List<Event> events) {
    PackStatus last = memory.status();
    if (status == null || (last != null && !status.at().isAfter(last.at()))) {
      return memory;
    }
    events.addAll(
        PackEvents.reported(Connection.serious(last), status, memory.reading(), policy.spec()));
    Step<PackLife> step = rules.hear(memory.life(), status);
    events.addAll(step.events());
    return memory.with(status, step.state());
  }

  private PackPhase phase(PackMemory memory, boolean asked, Moment start, Moment now) {
    PackReading reading = memory.reading();
    boolean asleep = isAsleep(memory);
    if (reading == null) {
      boolean waited = now.since(start).compareTo(policy.ages().absent()) >= 0;
      return asleep ? PackPhase.ASLEEP : waited ? PackPhase.ABSENT : PackPhase.AWAITED;
    }
    Duration age = age(reading, now);
    if (age.compareTo(policy.ages().fresh()) <= 0) {
      return PackPhase.FRESH;
    }
    if (isOnline(age)) {
      return PackPhase.HELD;
    }
    // Who is not asked is not lost; nothing is offered meanwhile.
    return asleep || !asked ? PackPhase.ASLEEP : PackPhase.EXCLUDED;
  }

  /*
   * A pack whose last word was that its MOSFETs are closed and nothing is wrong does not go to sleep:
   * our own rule alone does not excuse its silence. One that says anything at all is awake.
   */
  private static boolean isAsleep(PackMemory memory) {
    PackStatus status = memory.status();
    if (memory.life().sleep().phase() != SleepPhase.ASLEEP) {
      return false;
    }
    return status == null || (memory.reading() != null && status.blocks(DISCHARGE));
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
    warnings.addAll(memory.life().protection().alarms());
    PackStatus status = memory.status();
    if (status != null) {
      warnings.addAll(status.warnings());
    }
    return warnings;
  }

  private static Set<PackCondition> protections(PackMemory memory) {
    EnumSet<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
    protections.addAll(memory.life().protection().protections());
    PackStatus status = memory.status();
    if (status != null) {
      protections.addAll(status.protections());
      protections.addAll(status.faults());
    }
    return protections;
  }
}
