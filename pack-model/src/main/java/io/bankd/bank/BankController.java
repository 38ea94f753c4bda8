package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.obey.Obedience;
import io.bankd.obey.ObedienceMonitor;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.rules.PackLife;
import io.bankd.share.SharingEstimator;
import io.bankd.share.SharingModel;
import io.bankd.sleep.QuietState;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From one truth about the bank to the next. A pure function: the same snapshot, readings and
 * moment always give the same result.
 *
 * <p>Call it with every new reading and several times a second without one: ages advance and limits
 * shrink by time alone.
 */
public final class BankController {
  /* Who comes back after so long does not know what was told meanwhile: limits rise from zero. */
  private static final Duration STALL = Duration.ofSeconds(3);

  private final BankPolicy policy;
  private final Duration stall;
  private final PackLifecycle lifecycle;
  private final BankLimiter limiter;
  private final SharingEstimator estimator;
  private final ObedienceMonitor obedience;

  public BankController(BankPolicy policy) {
    this(policy, STALL);
  }

  /**
   * A controller for a simulation that takes longer steps than a daemon may.
   *
   * @param stall the time between two steps after which limits rise from zero again
   */
  public BankController(BankPolicy policy, Duration stall) {
    this.policy = policy;
    this.stall = stall;
    this.lifecycle = new PackLifecycle(policy);
    this.limiter = new BankLimiter(policy);
    this.estimator = new SharingEstimator(policy.spec().nominalCurrent(), policy.assumedSpread());
    this.obedience = new ObedienceMonitor(Obeying.nameplate(policy));
  }

  /** A bank of which nothing has been heard, and nothing is remembered. */
  public BankSnapshot start(Moment now) {
    return start(now, Map.of(), Figures.NONE);
  }

  /**
   * A bank of which nothing has been heard since the start.
   *
   * @param lives what {@link BankSnapshot#lives()} said last, in an earlier run; a pack may be
   *     missing
   * @param bank what {@link BankSnapshot#figures()} said last
   */
  public BankSnapshot start(Moment now, Map<PackId, Figures> lives, Figures bank) {
    LimitReason reason = LimitReason.ofBank("start", "nothing has been heard yet");
    BankSnapshot nothing =
        new BankSnapshot(
            now,
            BankPhase.STARTING,
            List.of(),
            null,
            BankLimits.zero(policy, reason),
            Set.of(),
            Set.of(),
            List.of(),
            restored(lives, bank, now));
    return step(nothing, BankReadings.none(), now);
  }

  private BankMemory restored(Map<PackId, Figures> lives, Figures bank, Moment now) {
    Map<PackId, PackMemory> memories = new HashMap<>();
    for (PackId pack : policy.packs()) {
      Figures kept = lives.getOrDefault(pack, Figures.NONE);
      memories.put(pack, remembered(kept, now));
    }
    return BankMemory.restored(memories, bank, policy, estimator, now);
  }

  private PackMemory remembered(Figures kept, Moment now) {
    PackLife life = PackLife.restored(kept, policy.spec(), now);
    long sensors = kept.get(BankMemory.SENSORS, 0);
    return PackMemory.of(life, (int) Math.max(0, Math.min(16, sensors)));
  }

  /** The bank after an operator's command, with the events of that command only. */
  public BankSnapshot command(BankSnapshot before, BankCommand command, Moment now) {
    if (command instanceof BankCommand.ResetPack reset && policy.packs().contains(reset.pack())) {
      Step<PackMemory> step = lifecycle.reset(reset.pack(), before.memory().of(reset.pack()), now);
      return before.with(before.memory().with(reset.pack(), step.state()), step.events());
    }
    return before.with(before.memory(), List.of());
  }

  /** The bank a moment later; {@code readings} are everything heard so far. */
  public BankSnapshot step(BankSnapshot before, BankReadings readings, Moment now) {
    Duration learnt = before.obedience().lag();
    Duration assumed = SharingModel.ASSUMED_LAG;
    return step(before, readings, now, learnt.compareTo(assumed) > 0 ? learnt : assumed);
  }

  /**
   * The same where it is known how late the inverter heeds a limit.
   *
   * @param lag for that long what is published now has to be right
   */
  public BankSnapshot step(BankSnapshot before, BankReadings readings, Moment now, Duration lag) {
    Moment at = now.isBefore(before.at()) ? before.at() : now;
    Serials.Turn who = before.memory().serials().next(policy.packs(), readings, before, at);
    BankMemory memory = exchanged(before.memory(), who.changes(), at);
    Moment started = memory.started(before.at());
    List<PackStep> packs = new ArrayList<>();
    for (PackId pack : policy.packs()) {
      packs.add(lifecycle.next(pack, memory.of(pack), readings, before, started, at));
    }
    List<PackView> views = new ArrayList<>(packs.size());
    packs.forEach(pack -> views.add(pack.view()));
    BankSoc told = memory.soc();
    BankSoc soc = BankSoc.next(told, policy, packs, at);
    BankTotals totals = Totals.of(policy, views, soc);
    SharingModel sharing =
        trimmed(
            estimator
                .next(memory.sharing(estimator.start()), Carrying.packs(packs), at)
                .resting(Carrying.resting(views), at),
            packs);
    Moment blindSince = BankPhases.blindSince(views, memory.blindSince(), at);
    BankPhase phase =
        BankPhases.next(before.phase(), views, totals, blindSince, policy.ages().silent(), at);
    LimiterMemory rest = LimiterMemory.atRest(policy, ForcedCharge.NONE, at);
    boolean stalled = at.since(before.at()).compareTo(stall) > 0;
    LimiterMemory remembered = memory.limiter(rest);
    LimiterMemory last = stalled ? remembered.rested(policy) : remembered;
    Step<Obedience> obeyed = obedience(before, views, totals, readings, at);
    LimiterStep limits =
        phase == BankPhase.RUNNING && totals != null
            ? limiter.step(packs, totals, sharing, last, at, lag)
            : new LimiterStep(
                BankLimits.zero(policy, BankPhases.why(phase, packs)),
                last.rested(policy),
                true,
                true,
                Set.of());
    BankLimits levered = Obeying.levered(limits.limits(), obeyed.state());
    BankAlarms alarms =
        switch (phase) {
          case STARTING -> BankAlarms.starting(views);
          case RUNNING -> BankAlarms.running(views, limits).endangered(obeyed.state().dangers());
          case BLIND, SILENT -> BankAlarms.blind(views);
        };
    List<Event> events = new ArrayList<>();
    who.changes().forEach(change -> events.add(change.event()));
    packs.forEach(pack -> events.addAll(pack.events()));
    Step<QuietState> quiet = policy.quiet().next(memory.quiet(), Carrying.busy(views), at);
    events.addAll(quiet.events());
    events.addAll(obeyed.events());
    Step<SocAgreement> agreement = memory.agreement().next(views, at);
    events.addAll(agreement.events());
    events.addAll(BankEvents.between(before, phase, views, totals, levered, at));
    Step<Shortages> shortages =
        memory.shortages().next(phase, levered, policy.nominalCurrent(), at);
    events.addAll(shortages.events());
    return new BankSnapshot(
        at,
        phase,
        views,
        totals,
        levered,
        alarms.alarms(),
        alarms.warnings(),
        events,
        new BankMemory(
            started,
            memories(packs),
            limits.memory(),
            phase == BankPhase.STARTING ? null : blindSince,
            sharing,
            quiet.state(),
            // Nothing has been told yet: the next pack found may move it as far as it likes.
            phase == BankPhase.STARTING && told == null ? null : soc,
            agreement.state(),
            obeyed.state(),
            shortages.state(),
            who.state(),
            memory.former()));
  }

  private Step<Obedience> obedience(
      BankSnapshot before,
      List<PackView> views,
      @Nullable BankTotals totals,
      BankReadings readings,
      Moment now) {
    return obedience.next(
        before.obedience(),
        Obeying.told(before, policy, readings.untoldSince()),
        Obeying.measured(views, totals, readings),
        now);
  }

  private static SharingModel trimmed(SharingModel sharing, List<PackStep> packs) {
    List<Share> charge = new ArrayList<>(packs.size());
    List<Share> discharge = new ArrayList<>(packs.size());
    for (PackStep pack : packs) {
      charge.add(pack.charge());
      discharge.add(pack.discharge());
    }
    return sharing
        .trimmed(Direction.CHARGE, Offer.bounding(charge))
        .trimmed(Direction.DISCHARGE, Offer.bounding(discharge));
  }

  /* With the lives of those that are at an address now. */
  private BankMemory exchanged(BankMemory before, List<Serials.Change> changes, Moment now) {
    BankMemory memory = before;
    for (Serials.Change change : changes) {
      PackMemory other = remembered(change.life(), now);
      PackMemory last = memory.of(change.pack());
      memory = memory.with(change.pack(), last.exchanged(other.life(), other.sensors()));
    }
    return memory;
  }

  private static Map<PackId, PackMemory> memories(List<PackStep> packs) {
    Map<PackId, PackMemory> memories = new HashMap<>();
    packs.forEach(pack -> memories.put(pack.view().pack(), pack.memory()));
    return memories;
  }
}
