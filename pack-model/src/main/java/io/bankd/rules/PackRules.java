package io.bankd.rules;

import io.bankd.charge.BalancingState;
import io.bankd.charge.ChargeEndState;
import io.bankd.charge.LimiterState;
import io.bankd.charge.PeakLedger;
import io.bankd.charge.PeakMonitor;
import io.bankd.charge.PeakOffer;
import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.life.LifeCounters;
import io.bankd.life.Maintenance;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionMonitor;
import io.bankd.protect.ProtectionState;
import io.bankd.sleep.Inrush;
import io.bankd.sleep.SleepMonitor;
import io.bankd.sleep.SleepOutlook;
import io.bankd.sleep.SleepState;
import io.bankd.soc.Anchor;
import io.bankd.soc.SocEstimate;
import io.bankd.soc.SocEstimator;
import io.bankd.spec.PackSpec;
import io.bankd.spec.RuleParameters;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a pack model, run on what one pack says: the order in which they look at a reading,
 * and what they leave of its limits.
 */
public final class PackRules {
  /* More than a sensor shows of nothing: the pack is on the busbar. */
  private static final Current JOINED = Current.ofAmperes(1);

  private final PackSpec spec;
  private final RuleParameters rules;
  private final ProtectionMonitor protections;
  private final PeakMonitor peaks;
  private final SocEstimator gauge;
  private final SleepMonitor sleep;

  public PackRules(PackSpec spec) {
    this.spec = spec;
    this.rules = spec.rules();
    this.protections = new ProtectionMonitor(spec.protections());
    this.peaks = new PeakMonitor(rules.peaks());
    this.gauge = new SocEstimator(spec);
    this.sleep = new SleepMonitor(rules.sleep());
  }

  /**
   * One reading further.
   *
   * @param cvl the charge voltage the inverter is told now, null where none is
   */
  public Step<PackLife> hear(PackLife before, PackReading reading, @Nullable Voltage cvl) {
    Step<ProtectionState> protection = protections.step(before.protection(), reading);
    Step<LimiterState> limiter = rules.limiter().next(before.limiter(), reading);
    Step<PeakLedger> ledger = peaks.next(before.peaks(), reading);
    Step<ChargeEndState> end = rules.chargeEnd().next(before.chargeEnd(), reading, cvl);
    Step<BalancingState> balancing = rules.balancing().next(before.balancing(), reading);
    boolean filled = end.state().finished() && !before.chargeEnd().finished();
    Step<SocEstimate> soc = gauge.next(before.soc(), reading, filled ? Anchor.FULL : Anchor.NONE);
    List<Event> events = new ArrayList<>(protection.events());
    LifeCounters counters =
        LifeCounters.count(LifeCounters.next(before.counters(), reading), protection.events());
    Step<Maintenance> maintenance =
        Maintenance.next(before.maintenance(), counters, reading, soc.state().value());
    events.addAll(limiter.events());
    events.addAll(ledger.events());
    events.addAll(end.events());
    events.addAll(balancing.events());
    events.addAll(soc.events());
    events.addAll(maintenance.events());
    return new Step<>(
        new PackLife(
            protection.state(),
            limiter.state(),
            ledger.state(),
            end.state(),
            balancing.state(),
            soc.state(),
            counters,
            maintenance.state(),
            before.sleep()),
        events);
  }

  /** One status further: what the pack's own BMS decided counts beside the rules here. */
  public Step<PackLife> hear(PackLife before, PackStatus status) {
    Step<ProtectionState> protection = protections.status(before.protection(), status);
    Step<LimiterState> limiter = rules.limiter().status(before.limiter(), status);
    List<Event> events = new ArrayList<>(protection.events());
    events.addAll(limiter.events());
    return new Step<>(
        new PackLife(
            protection.state(),
            limiter.state(),
            before.peaks(),
            before.chargeEnd(),
            rules.balancing().status(before.balancing(), status),
            before.soc(),
            LifeCounters.count(before.counters(), protection.events()),
            before.maintenance(),
            before.sleep()),
        events);
  }

  /**
   * Time passes, whether or not the pack says anything.
   *
   * @param asked whether the bus asks it at present
   */
  public Step<PackLife> wait(
      PackId pack,
      PackLife before,
      @Nullable PackReading reading,
      @Nullable PackStatus status,
      boolean asked,
      Moment now) {
    Step<SleepState> step = sleep.next(pack, before.sleep(), reading, status, asked, now);
    return new Step<>(before.with(step.state()), step.events());
  }

  /** What the pack's sleep means to its owner. */
  public SleepOutlook outlook(PackLife life, Moment now) {
    return sleep.outlook(life.sleep(), now);
  }

  /**
   * What the rules leave of a pack's limits. Being full leaves all of it: in a bank one full pack
   * does not end the charge for all, the charge voltage does.
   */
  public PackLimits limits(PackLife life, PackReading reading) {
    PackLimits offered = new PeakOffer(rules.peaks(), life.peaks()).limits(reading, reading.at());
    PackLimits limits = spec.derating().limits(reading, strictest(reading, offered));
    limits = rules.limiter().narrow(limits, life.limiter(), reading.pack());
    Set<PackCondition> locked = life.protection().locked();
    for (PackCondition condition : life.protection().protections()) {
      for (Direction direction : Direction.values()) {
        if (condition.blocks(direction)) {
          String how = locked.contains(condition) ? " locked: " : " protected: ";
          String text = "pack " + reading.pack() + how + condition.words();
          LimitReason reason = LimitReason.ofPack(reading.pack(), "protection", text);
          limits = limits.atMost(direction, Current.ZERO, reason);
        }
      }
    }
    return limits;
  }

  /* A pack may be set to carry less than the least a ledger counts from. */
  private PackLimits strictest(PackReading reading, PackLimits offered) {
    PackLimits limits = offered;
    for (Direction way : Direction.values()) {
      Current continuous =
          way == Direction.CHARGE ? spec.continuousCharge() : spec.continuousDischarge();
      if (continuous.compareTo(Current.ofAmperes(1)) < 0) {
        String text = "pack " + reading.pack() + " at its " + continuous;
        LimitReason reason = LimitReason.ofPack(reading.pack(), "continuous-current", text);
        limits = limits.atMost(way, continuous, reason);
      }
    }
    return limits;
  }

  /** The charge voltage a pack would like held for balancing, null where it has no such wish. */
  public @Nullable Voltage wish(PackLife life, PackReading reading, Moment now) {
    return rules.balancing().wish(life.balancing(), reading, now);
  }

  /** Whether so little has flowed for a while that a cell's voltage shows its charge. */
  public boolean isCalm(PackLife life) {
    return rules.balancing().isCalm(life.balancing());
  }

  /**
   * What a pack that carries nothing would draw on a busbar; null where it is on it, or nobody is.
   *
   * @param connected the latest readings of the packs on the busbar
   */
  public @Nullable Inrush inrush(PackReading reading, Collection<PackReading> connected) {
    return Inrush.of(reading, connected, JOINED, rules.inrush());
  }

  /** What the pack's RST button does, by the operator's command (RST-1): locks end. */
  public Step<PackLife> reset(PackLife before, PackId pack, Moment now) {
    Step<ProtectionState> protection = before.protection().reset(pack, now);
    Step<LimiterState> limiter = rules.limiter().reset(before.limiter(), pack, now);
    List<Event> events = new ArrayList<>(protection.events());
    events.addAll(limiter.events());
    return new Step<>(
        new PackLife(
            protection.state(),
            limiter.state(),
            before.peaks(),
            before.chargeEnd(),
            before.balancing(),
            before.soc(),
            before.counters(),
            before.maintenance(),
            before.sleep()),
        events);
  }
}
