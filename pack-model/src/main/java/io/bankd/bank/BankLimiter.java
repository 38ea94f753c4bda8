package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.bank.LimiterMemory.Stop;
import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.pack.Quantity;
import io.bankd.rules.PackRules;
import io.bankd.share.Outlook;
import io.bankd.share.SharingModel;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the packs' limits to the bank's: falls at once, rises late and slowly, and by news only. */
final class BankLimiter {
  /* How far below its end of charge a cell begins to pull the bank's voltage down. */
  private static final int SOFT_MILLIVOLTS = 100;
  private static final int CVL_RISE_MILLIVOLTS_PER_SECOND = 50;

  /* What is learnt about sharing moves an offer by so much all the time. */
  private static final long NOISE_PER_MILLE = 20;

  /* A stopped direction is opened again for this part of the bank's nominal current, not less. */
  private static final long WORTHWHILE_PER_MILLE = 40;

  /* Rules by which a limit is zero although no pack may be in trouble: nobody knows. */
  private static final Set<String> DEAF =
      Set.of("start", "status", "implausible", "excluded", "absent");

  private final BankPolicy policy;
  private final PackRules rules;

  BankLimiter(BankPolicy policy) {
    this.policy = policy;
    this.rules = new PackRules(policy.spec());
  }

  LimiterStep step(
      List<PackStep> packs,
      BankTotals totals,
      SharingModel sharing,
      LimiterMemory before,
      Moment now,
      Duration lag) {
    Outlook outlook = sharing.outlook(now, lag);
    Standing charging = before.charging().next(offer(packs, CHARGE, outlook), packs, CHARGE, now);
    Standing discharging =
        before.discharging().next(offer(packs, DISCHARGE, outlook), packs, DISCHARGE, now);
    Offer charge = bridged(charging, packs, CHARGE, outlook, now);
    Offer discharge = bridged(discharging, packs, DISCHARGE, outlook, now);
    NewsTime news = before.news().next(packs, now);
    Ramp ccl = rise(before.ccl(), charge, news);
    Ramp dcl = rise(before.dcl(), discharge, news);
    ChargeVoltage wanted = ChargeVoltage.of(policy, rules, packs, now);
    Moment floating = areFull(packs) ? wanted.floatingSince(policy, before.floating(), now) : null;
    boolean chargeable = ccl.value() > 0;
    Ramp told = told(packs, totals, dcl, before);
    LimitReason cclReason = reason(charge, ccl);
    Ceiling ceiling =
        chargeable
            ? ceiling(
                packs, floating == null ? wanted : wanted.floating(policy, floating, now), now)
            : stopped(packs, totals, dcl, told, cclReason);
    Ramp.Pace pace = new Ramp.Pace(policy.rise().hold(), CVL_RISE_MILLIVOLTS_PER_SECOND, 0);
    Ramp cvl = told.next(ceiling.voltage().millivolts(), news.time(), pace);
    ForcedCharge forcing =
        ChargeRequests.forced(policy.spec(), packs, totals.cutOffSoc(), before.forcing());
    Moment fullAt = floating != null ? now : ChargeRequests.fullAt(packs, before.fullAt(), now);
    BankLimits limits =
        new BankLimits(
            Voltage.ofMillivolts(cvl.value()),
            policy.voltages().discharge(),
            Current.ofMilliamperes(ccl.value()),
            Current.ofMilliamperes(dcl.value()),
            chargeable,
            dcl.value() > 0,
            forcing.where(chargeable), // asking for what is forbidden would only confuse
            chargeable && ChargeRequests.full(fullAt, now),
            reason(ceiling, cvl),
            cclReason,
            reason(discharge, dcl));
    Stop noCharge = before.charge().next(charge.limit().isZero(), now);
    Stop noDischarge = before.discharge().next(discharge.limit().isZero(), now);
    Set<Direction> deaf = EnumSet.noneOf(Direction.class);
    if (noCharge.isLong(now) && DEAF.contains(charge.reason().rule())) {
      deaf.add(CHARGE);
    }
    if (noDischarge.isLong(now) && DEAF.contains(discharge.reason().rule())) {
      deaf.add(DISCHARGE);
    }
    return new LimiterStep(
        limits,
        new LimiterMemory(
            ccl,
            dcl,
            cvl,
            forcing,
            fullAt,
            floating,
            noCharge,
            noDischarge,
            charging,
            discharging,
            news),
        charge.limit().isZero(),
        discharge.limit().isZero(),
        deaf);
  }

  /* What stands, but no more than those that did not shut may carry as they are known now. */
  private Offer bridged(
      Standing standing, List<PackStep> packs, Direction way, Outlook outlook, Moment now) {
    if (standing.at().equals(now)) {
      return standing.offer();
    }
    List<PackStep> others = packs.stream().filter(p -> !p.share(way).oneWay()).toList();
    if (others.stream().noneMatch(p -> p.share(way).counted())) {
      return standing.offer();
    }
    Offer most = offer(others, way, outlook);
    return most.limit().compareTo(standing.offer().limit()) < 0 ? most : standing.offer();
  }

  private Offer offer(List<PackStep> packs, Direction direction, Outlook outlook) {
    List<Share> shares = packs.stream().map(pack -> pack.share(direction)).toList();
    Function<List<Share>, Offer> offered =
        some -> Offer.of(some, policy.assumedSpread()).shared(some, direction, outlook);
    Offer whole = offered.apply(shares);
    return policy.nMinusOne() ? DropOut.safe(whole, shares, offered) : whole;
  }

  private Ramp rise(Ramp before, Offer offer, NewsTime news) {
    int offered = offer.limit().milliamperes();
    // A cell that recovers a little without load would open and shut the bank every few seconds.
    boolean stays = before.value() == 0 && offered < nominal() * WORTHWHILE_PER_MILLE / 1000;
    // What one late answer took comes back with it, at the same pace but without another wait.
    boolean late = offer.reason().rule().equals("held");
    long dip = Math.min(nominal() * NOISE_PER_MILLE / 1000, before.high() / 10);
    Ramp.Pace pace =
        new Ramp.Pace(policy.rise().hold(), risePerSecond(), late ? before.high() : (int) dip);
    return before.next(stays ? 0 : offered, news.time(), pace);
  }

  private long nominal() {
    return policy.nominalCurrent().milliamperes();
  }

  private int risePerSecond() {
    return (int) (nominal() * policy.rise().perSecondPerMille() / 1000);
  }

  private LimitReason reason(Offer offer, Ramp ramp) {
    // What is learnt about sharing moves the offer a little all the time: that is no rise.
    if (ramp.value() >= offer.limit().milliamperes() * 99L / 100) {
      return offer.reason();
    }
    if (ramp.value() == 0
        && offer.limit().milliamperes() < nominal() * WORTHWHILE_PER_MILLE / 1000) {
      return offer.reason();
    }
    if (ramp.value() == 0) {
      String hold = policy.rise().hold().toSeconds() + " s";
      return LimitReason.ofBank("ramp", "waits " + hold + " before it rises to " + offer.limit());
    }
    String pace = Current.ofMilliamperes(risePerSecond()) + " a second";
    return LimitReason.ofBank(
        "ramp", "rising to " + offer.limit() + " by " + pace + ": " + offer.reason());
  }

  /*
   * The charge voltage told until now. While nothing could be discharged it may have been far below
   * the bank's own; where discharging begins it is not, or some inverters would empty the bank.
   */
  private Ramp told(List<PackStep> packs, BankTotals totals, Ramp dcl, LimiterMemory before) {
    boolean begins = before.dcl().value() == 0 && dcl.value() > 0;
    Voltage bank = Voltage.min(totals.voltage(), policy.voltages().charge());
    boolean lifts = begins && millivoltsOver(highest(packs)) <= 0;
    return lifts && bank.millivolts() > before.cvl().value()
        ? Ramp.at(bank.millivolts())
        : before.cvl();
  }

  /** The highest voltage to charge to, before any ramp. */
  private record Ceiling(Voltage voltage, LimitReason reason) {}

  /* The wanted voltage, less what the highest cell is over its soft ceiling, times the cells. */
  private Ceiling ceiling(List<PackStep> packs, ChargeVoltage goal, Moment now) {
    Voltage wanted = goal.voltage();
    PackReading highest = null;
    int over = 0;
    for (PackStep pack : packs) {
      PackReading reading = pack.memory().reading();
      if (reading != null && ChargeRequests.isThere(pack)) {
        // A balancing cell stands higher, and from there all come down together.
        boolean held = goal.floats() || ChargeVoltage.isHeldFor(pack, rules, now);
        int above = millivoltsOver(reading) - (held ? balancingMillivolts() : 0);
        highest = above > over ? reading : highest;
        over = Math.max(over, above);
      }
    }
    if (highest == null) {
      return new Ceiling(wanted, goal.reason());
    }
    Voltage lowered = wanted.minus(Voltage.ofMillivolts(over * policy.spec().cellCount()));
    return new Ceiling(
        Voltage.max(lowered, policy.voltages().rest()),
        new LimitReason(
            highest.pack(),
            highest.cells().highestNumber(),
            "cell-voltage",
            Quantity.HIGHEST_CELL.describe(highest) + " lowers the charge voltage"));
  }

  /* How much higher a cell may stand while its pack balances. */
  private int balancingMillivolts() {
    int soft = policy.spec().endOfChargeCell().millivolts() - SOFT_MILLIVOLTS;
    return Math.max(0, policy.spec().rules().balancing().ceiling().millivolts() - soft);
  }

  /*
   * Some inverters heed only the voltage: stopping is said with all three (never with 0 V). But below
   * the bank's own voltage some would empty it into the grid. So where nothing is too high and the
   * bank may discharge, the voltage stops where the bank is, and follows it down.
   */
  private Ceiling stopped(
      List<PackStep> packs, BankTotals totals, Ramp dcl, Ramp told, LimitReason why) {
    Voltage stop = policy.voltages().rest();
    if (dcl.value() > 0 && millivoltsOver(highest(packs)) <= 0) {
      Voltage highest = Voltage.ofMillivolts(told.value());
      stop = Voltage.max(stop, Voltage.min(highest, totals.voltage()));
    }
    return new Ceiling(
        stop,
        new LimitReason(
            why.pack(), why.cell(), why.rule(), "charging stopped: " + Causes.stopped(why)));
  }

  /* Whether every pack that can be charged is full. */
  private static boolean areFull(List<PackStep> packs) {
    List<PackView> charged =
        packs.stream()
            .map(PackStep::view)
            .filter(view -> view.carrying() && !view.blocked(CHARGE))
            .toList();
    return !charged.isEmpty() && charged.stream().allMatch(v -> v.life().chargeEnd().finished());
  }

  private static LimitReason reason(Ceiling ceiling, Ramp cvl) {
    if (cvl.value() >= ceiling.voltage().millivolts()) {
      return ceiling.reason();
    }
    return LimitReason.ofBank(
        "ramp", "rising slowly to " + ceiling.voltage() + ": " + ceiling.reason());
  }

  private int millivoltsOver(@Nullable PackReading highest) {
    int soft = policy.spec().endOfChargeCell().millivolts() - SOFT_MILLIVOLTS;
    return highest == null ? 0 : highest.cells().highest().millivolts() - soft;
  }

  /* Of the packs that may still hang on the busbar. */
  private static @Nullable PackReading highest(List<PackStep> packs) {
    PackReading highest = null;
    for (PackStep pack : packs) {
      PackReading reading = pack.memory().reading();
      if (reading != null && ChargeRequests.isThere(pack) && isHigher(reading, highest)) {
        highest = reading;
      }
    }
    return highest;
  }

  /* Of two as high the first by name. */
  private static boolean isHigher(PackReading reading, @Nullable PackReading than) {
    if (than == null) {
      return true;
    }
    int higher = reading.cells().highest().compareTo(than.cells().highest());
    return higher > 0 || (higher == 0 && reading.pack().compareTo(than.pack()) < 0);
  }
}
