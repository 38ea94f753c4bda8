package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.limit.LimitReason;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the bank as a whole, in sentences. */
final class BankEvents {
  private BankEvents() {}

  static List<Event> between(
      BankSnapshot before,
      BankPhase phase,
      List<PackView> packs,
      @Nullable BankTotals totals,
      BankLimits limits,
      Moment now) {
    List<Event> events = new ArrayList<>();
    if (phase != before.phase()) {
      boolean sleeps = packs.stream().allMatch(view -> view.phase() == PackPhase.ASLEEP);
      boolean bad = phase != BankPhase.RUNNING && !sleeps;
      String text =
          bad ? words(phase) + ": " + limits.cclReason() : sleeps ? asleep(phase) : words(phase);
      events.add(new Event(now, bad ? Severity.ALARM : Severity.INFO, null, "phase", text));
      if (phase != BankPhase.RUNNING) {
        return events; // That says it all: nothing is allowed any more, nor asked for.
      }
    }
    BankLimits was = before.limits();
    boolean asks = was.forced().compareTo(limits.forced()) < 0;
    boolean opens = !was.chargeEnabled() && limits.chargeEnabled();
    if (was.chargeEnabled() != limits.chargeEnabled() && !(asks && opens)) {
      LimitReason why = limits.cclReason();
      events.add(
          enabled("charging", limits.chargeEnabled(), why, figures(totals, packs, why), now));
    }
    if (was.dischargeEnabled() != limits.dischargeEnabled()) {
      LimitReason why = limits.dclReason();
      events.add(
          enabled("discharging", limits.dischargeEnabled(), why, figures(totals, packs, why), now));
    }
    if (was.forceCharge() && !limits.forceCharge()) {
      String text = "the bank no longer asks to be charged";
      events.add(new Event(now, Severity.INFO, null, "force-charge", text));
    }
    if (asks) {
      String allowed = opens ? "; charging allowed: " + Causes.opened(limits.cclReason()) : "";
      String when = limits.forced() == ForcedCharge.NOW ? " at once" : "";
      String text = "the bank is empty and asks to be charged" + when + allowed;
      events.add(new Event(now, Severity.WARNING, null, "force-charge", text));
    }
    return events;
  }

  private static Map<String, Long> figures(
      @Nullable BankTotals totals, List<PackView> packs, LimitReason why) {
    PackReading reading = null;
    for (PackView view : packs) {
      reading = view.pack().equals(why.pack()) ? view.reading() : reading;
    }
    return EventFigures.of(totals, reading);
  }

  private static Event enabled(
      String what, boolean now, LimitReason why, Map<String, Long> figures, Moment at) {
    return now
        ? new Event(
            at, Severity.INFO, null, "enable", what + " allowed: " + Causes.opened(why), figures)
        : new Event(
            at,
            Severity.WARNING,
            why.pack(),
            "enable",
            what + " stopped: " + Causes.stopped(why),
            figures);
  }

  private static String asleep(BankPhase phase) {
    return switch (phase) {
      case STARTING, RUNNING -> "every pack sleeps: " + words(phase);
      case BLIND -> "every pack sleeps: limits are zero";
      case SILENT -> "every pack still sleeps: frames stop until one wakes";
    };
  }

  private static String words(BankPhase phase) {
    return switch (phase) {
      case STARTING -> "the bank is starting";
      case RUNNING -> "the bank runs";
      case BLIND -> "the bank is blind, limits are zero";
      case SILENT -> "the bank has been blind for too long, frames stop";
    };
  }
}
