package io.bankd.obey;

import io.bankd.history.Event;
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
 * Holds what the packs measure against what the inverter was told (BANK-8).
 *
 * <p>What is measured counts as obedient as long as it was allowed not longer ago than the
 * inverter's lag. Packs are read one after the other, so the oldest reading says how long ago that
 * is: nothing that was measured before a limit fell is held against the inverter.
 */
public final class ObedienceMonitor {
  private final Nameplate bank;

  public ObedienceMonitor(Nameplate bank) {
    this.bank = bank;
  }

  /**
   * One step.
   *
   * @param told what has been in force since the step before
   * @param measured by the packs, null while none is heard
   */
  public Step<Obedience> next(
      Obedience before, Told told, @Nullable Measured measured, Moment now) {
    List<Event> events = new ArrayList<>();
    Map<Way, Conduct> ways = new EnumMap<>(Way.class);
    Set<Direction> dangers = EnumSet.noneOf(Direction.class);
    Lag lag = before.lag;
    for (Way way : Way.values()) {
      if (measured == null || !told.said()) {
        Conduct c = before.of(way);
        ways.put(way, c.with(permitted(c.told(), way, told, now)).unseen());
        continue;
      }
      Look look = Look.at(way, told, measured, bank, before.lag, now);
      if (!told.arrives()) {
        Conduct c = before.of(way);
        ways.put(way, c.untold(look.value() > c.told().newest(), now));
        continue;
      }
      Conduct known = heard(before, way, now);
      Conduct c = known.with(permitted(known.told(), way, told, now));
      boolean outside = look.value() > c.told().newest();
      Conduct next =
          outside ? WayMonitor.outside(c, look, events) : WayMonitor.inside(c, look, events);
      if (outside && next.stage().isStrong() && look.endangers()) {
        dangers.add(way.direction());
      }
      lag = outside ? lag : learnt(lag, c, look);
      boolean pulled = next.stage().pullsALever() && next.stage() != c.stage() && outside;
      lag = pulled ? lag.doubted() : lag;
      ways.put(way, next);
    }
    Obedience compared = compared(before, measured, now, events);
    Step<Unreached> unreached =
        Unreached.next(before.unreached, told, measured, bank, before.lag, now);
    events.addAll(unreached.events());
    dangers.addAll(unreached.state().dangers(told, measured, bank, now));
    Obedience after =
        new Obedience(
            lag,
            ways.getOrDefault(Way.CHARGE, before.charge),
            ways.getOrDefault(Way.DISCHARGE, before.discharge),
            ways.getOrDefault(Way.VOLTAGE, before.voltage),
            compared.charging,
            compared.discharging,
            compared.steady,
            measured == null ? before.round : age(measured, now),
            dangers,
            unreached.state());
    return new Step<>(after, events);
  }

  /* On a link that comes and goes only the time in which it holds counts. */
  private static Conduct heard(Obedience before, Way way, Moment now) {
    Moment lost = before.unreached.lost();
    Conduct known = before.of(way);
    if (lost == null) {
      return known;
    }
    Duration pause = now.since(lost);
    return known.toldAgain(pause.isNegative() ? Duration.ZERO : pause, before.lag, now);
  }

  private Permissions permitted(Permissions before, Way way, Told told, Moment now) {
    if (!told.arrives()) {
      return Permissions.unknown(now);
    }
    int allowed = told.allowed(way);
    return before.next(allowed + bank.tolerance(way, allowed), bank.grain(way), now);
  }

  private static Duration age(Measured measured, Moment now) {
    Duration age = now.since(measured.since(now));
    return age.isNegative() ? Duration.ZERO : age;
  }

  /* Only what came down to the limit it was told heeded it; a demand that went away says nothing. */
  private static Lag learnt(Lag lag, Conduct c, Look look) {
    Episode ended = c.episode();
    boolean free = !c.stage().isStrong() && c.stage() != Stage.RETURNING;
    if (ended == null || look.way() == Way.VOLTAGE || !free || !look.isAtTheLimit()) {
      return lag;
    }
    Duration seen = ended.lag(look.tolerance(), look.now());
    return seen == null ? lag : lag.learnt(seen);
  }

  private Obedience compared(
      Obedience before, @Nullable Measured measured, Moment now, List<Event> events) {
    InverterReading inverter = measured == null ? null : measured.inverter(now);
    if (measured == null || inverter == null) {
      return with(
          before,
          SensorMonitor.unheard(before.charging, now),
          SensorMonitor.unheard(before.discharging, now),
          null);
    }
    int packs = measured.current().milliamperes();
    int its = inverter.current().milliamperes();
    Steady steady =
        measured.complete() ? Steady.next(before.steady, packs, its, bank.flows(), now) : null;
    SensorCheck charging = before.charging.heard(now);
    SensorCheck discharging = before.discharging.heard(now);
    boolean up = SensorMonitor.comparable(steady, Direction.CHARGE, packs, its, bank, now);
    boolean down = SensorMonitor.comparable(steady, Direction.DISCHARGE, packs, its, bank, now);
    return with(
        before,
        SensorMonitor.next(charging, up, packs, its, Way.CHARGE, now, events),
        SensorMonitor.next(discharging, down, packs, its, Way.DISCHARGE, now, events),
        steady);
  }

  private static Obedience with(
      Obedience o, SensorCheck charging, SensorCheck discharging, @Nullable Steady steady) {
    return new Obedience(
        o.lag,
        o.charge,
        o.discharge,
        o.voltage,
        charging,
        discharging,
        steady,
        o.round,
        o.dangers,
        o.unreached);
  }
}
