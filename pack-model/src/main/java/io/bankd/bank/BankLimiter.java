package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.bank.LimiterMemory.Stop;
import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
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

/** From the packs' limits to the bank's: falls at once, rises late and slowly, and by news only. */
final class BankLimiter {
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
  private final CvlCeiling voltages;

  BankLimiter(BankPolicy policy) {
    this.policy = policy;
    this.rules = new PackRules(policy.spec());
    this.voltages = new CvlCeiling(policy, rules);
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
    Moment floating =
        CvlCeiling.areFull(packs) ? wanted.floatingSince(policy, before.floating(), now) : null;
    boolean chargeable = ccl.value() > 0;
    Ramp told = voltages.told(packs, totals, dcl, before);
    LimitReason cclReason = reason(charge, ccl);
    CvlCeiling.Ceiling ceiling =
        chargeable
            ? voltages.ceiling(
                packs, floating == null ? wanted : wanted.floating(policy, floating, now), now)
            : voltages.stopped(packs, totals, dcl, told, cclReason);
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
            ceiling.reason(cvl),
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
}
