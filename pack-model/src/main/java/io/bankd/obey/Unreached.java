package io.bankd.obey;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.Direction;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What flows beyond the limits while the inverter cannot be told of them. That is no disobedience
 * and no lever reaches it, but cells take the same harm: it is an alarm of its own.
 *
 * <p>A link that works for a moment and is gone again ends nothing: it has to hold for as long as
 * an inverter has to obey, or the excess has to be seen to end.
 *
 * @param since when it was last told, before the first of the losses that belong together
 * @param lost when it was last told; null while it can be
 * @param again since when it can be told again; null while it cannot
 * @param outside since when each limit has been seen exceeded without a break
 * @param alarmed those that an alarm was raised for since then
 */
record Unreached(
    @Nullable Moment since,
    @Nullable Moment lost,
    @Nullable Moment again,
    Map<Way, Moment> outside,
    Set<Way> alarmed) {
  static final String RULE = "untold";

  /** The inverter can be told. */
  static final Unreached NONE = new Unreached(null, null, null, Map.of(), Set.of());

  Unreached {
    outside = Map.copyOf(outside);
    alarmed = Set.copyOf(alarmed);
  }

  /**
   * One step.
   *
   * @param lag so late the inverter may still be heeding what it was told last
   */
  static Step<Unreached> next(
      Unreached before,
      Told told,
      @Nullable Measured measured,
      Nameplate bank,
      Lag lag,
      Moment now) {
    Moment untold = told.untoldSince();
    if (untold == null) {
      return reached(before, told, measured, bank, lag, now);
    }
    Moment earlier = before.since;
    Moment began = before.lost;
    Moment since = earlier == null ? untold : earlier;
    Moment lost = began == null ? untold : began;
    if (measured == null || !told.said()) {
      return Step.quietly(new Unreached(since, lost, null, Map.of(), before.alarmed));
    }
    List<Event> events = new ArrayList<>();
    Map<Way, Moment> outside = new EnumMap<>(Way.class);
    Set<Way> alarmed = EnumSet.noneOf(Way.class);
    alarmed.addAll(before.alarmed);
    for (Way way : Way.values()) {
      Look look = Look.at(way, told, measured, bank, lag, now);
      if (!isExceeded(look)) {
        continue;
      }
      Moment first = before.outside.getOrDefault(way, now);
      outside.put(way, first);
      Duration lasted = look.oldest().since(first);
      if (lasted.compareTo(lag.patience()) >= 0 && alarmed.add(way)) {
        events.add(alarm(look, lasted, now.since(since), !since.equals(lost)));
      }
    }
    return new Step<>(new Unreached(since, lost, null, outside, alarmed), events);
  }

  private static Step<Unreached> reached(
      Unreached before,
      Told told,
      @Nullable Measured measured,
      Nameplate bank,
      Lag lag,
      Moment now) {
    Moment earlier = before.again;
    Moment again = earlier == null ? now : earlier;
    boolean holds = now.since(again).compareTo(lag.patience()) >= 0;
    Map<Way, Moment> outside = new EnumMap<>(Way.class);
    Set<Way> alarmed = EnumSet.noneOf(Way.class);
    for (Map.Entry<Way, Moment> seen : before.outside.entrySet()) {
      Way way = seen.getKey();
      if (holds || measured == null || !told.said()) {
        break;
      }
      if (isExceeded(Look.at(way, told, measured, bank, lag, now))) {
        outside.put(way, seen.getValue());
        if (before.alarmed.contains(way)) {
          alarmed.add(way);
        }
      }
    }
    List<Event> events = new ArrayList<>();
    if (alarmed.isEmpty() && !before.alarmed.isEmpty()) {
      String text = "the inverter can be told its limits again";
      events.add(new Event(now, Severity.INFO, null, RULE, text));
    }
    return new Step<>(
        outside.isEmpty() ? NONE : new Unreached(before.since, null, again, outside, alarmed),
        events);
  }

  private static boolean isExceeded(Look look) {
    return look.value() > look.allowed() + look.tolerance();
  }

  /** The ways in which an alarm stands and cells come to harm now. */
  Set<Direction> dangers(Told told, @Nullable Measured measured, Nameplate bank, Moment now) {
    Set<Direction> dangers = EnumSet.noneOf(Direction.class);
    if (measured != null) {
      outside.keySet().stream()
          .filter(alarmed::contains)
          .filter(way -> Look.at(way, told, measured, bank, Lag.ASSUMED, now).endangers())
          .forEach(way -> dangers.add(way.direction()));
    }
    return dangers;
  }

  private static Event alarm(Look look, Duration lasted, Duration untold, boolean flaps) {
    String text =
        ObedienceEvents.exceeds(look, lasted)
            + ", and the inverter could "
            + (flaps ? "be told only now and then for " : "not be told for ")
            + untold.toSeconds()
            + (flaps ? " s: CAN comes and goes" : " s: nothing goes out on CAN")
            + ". Mend that, or switch the inverter off";
    return new Event(
        look.now(),
        Severity.ALARM,
        null,
        RULE,
        text,
        Map.of(
            look.way() == Way.VOLTAGE ? "limit-mv" : "limit-ma",
            (long) look.allowed(),
            look.way() == Way.VOLTAGE ? "measured-mv" : "measured-ma",
            (long) look.value(),
            "lasted-ms",
            lasted.toMillis(),
            "untold-ms",
            untold.toMillis()));
  }
}
