package io.bankd.limit;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bank's limit one way has long been cut to less than half by something its owner can see
 * to: heat, cold, or a pack that takes more than its part. Nothing follows from it but a word.
 *
 * <p>A limit of zero has its own words, and near full and near empty every bank is limited.
 *
 * @param cutSince since when it is less than half, null while it is not
 * @param freeSince since when it is clearly more again, null while it is not
 * @param told whether it has been told, and not yet that it is over
 * @param toldAt when it was told last, null where it never was
 */
public record Shortage(
    @Nullable Moment cutSince, @Nullable Moment freeSince, boolean told, @Nullable Moment toldAt) {
  /** Nothing was ever cut. */
  public static final Shortage NONE = new Shortage(null, null, false, null);

  /* A cloud or a cooker is over sooner. */
  static final Duration LONG = Duration.ofMinutes(10);

  /* What is the same twice a day is told once. */
  static final Duration SELDOM = Duration.ofHours(12);

  private static final Set<String> CAUSES = Set.of("temperature", "sharing");
  private static final String RULE = "limit";

  /**
   * A moment later.
   *
   * @param limit what is told now, a magnitude
   * @param nominal what all packs may carry together for long
   */
  public Step<Shortage> next(
      Direction way, Current limit, LimitReason why, Current nominal, Moment now) {
    if (limit.isZero() || why.rule().equals("ramp")) {
      return Step.quietly(this);
    }
    boolean half = 2L * limit.milliamperes() < nominal.milliamperes();
    boolean free = 5L * limit.milliamperes() > 3L * nominal.milliamperes();
    Moment cut = half && CAUSES.contains(why.rule()) ? first(cutSince, now) : null;
    Moment better = free ? first(freeSince, now) : null;
    Shortage next = new Shortage(cut, better, told, toldAt);
    if (!told && cut != null && lasted(cut, LONG, now) && lasted(toldAt, SELDOM, now)) {
      String text =
          words(way) + " is limited to " + limit + " of " + nominal + " for " + LONG.toMinutes();
      return next.telling(true, now, text + " min now: " + why, limit, nominal);
    }
    return told && better != null && lasted(better, LONG, now)
        ? next.telling(false, now, words(way) + " may go up to " + limit + " again", limit, nominal)
        : Step.quietly(next);
  }

  private Step<Shortage> telling(
      boolean cut, Moment now, String text, Current limit, Current nominal) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("limit-ma", (long) limit.milliamperes());
    values.put("nominal-ma", (long) nominal.milliamperes());
    Severity severity = cut ? Severity.WARNING : Severity.INFO;
    Shortage next = new Shortage(cutSince, freeSince, cut, cut ? now : toldAt);
    return new Step<>(next, List.of(new Event(now, severity, null, RULE, text, values)));
  }

  private static String words(Direction way) {
    return way == Direction.CHARGE ? "charging" : "discharging";
  }

  private static Moment first(@Nullable Moment since, Moment now) {
    return since == null ? now : since;
  }

  /* Also where it never was, or later than now. */
  private static boolean lasted(@Nullable Moment since, Duration duration, Moment now) {
    return since == null || since.isAfter(now) || now.since(since).compareTo(duration) >= 0;
  }

  /** What is kept over a restart: what has been told. */
  public Figures figures() {
    return Figures.NONE.with("told", told ? 1 : 0).with("told-at", toldAt);
  }

  /** What was kept; the waiting begins anew. */
  public static Shortage restored(Figures figures) {
    return new Shortage(null, null, figures.get("told", 0) == 1, figures.moment("told-at"));
  }
}
