package io.bankd.rs485;

import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one address measured last, and what a pack's measurements can become from there. */
final class PackMemory {
  /** After so long without an answer anything can have happened, another pack included. */
  private static final Duration SHORT = Duration.ofSeconds(60);

  /** A cell moves so much by itself, for a second more, and for an ampere more or less (5 mΩ). */
  private static final int CELL_MILLIVOLTS = 150;

  private static final int CELL_MILLIVOLTS_PER_SECOND = 50;
  private static final int CELL_MILLIVOLTS_PER_AMPERE = 5;

  /** A sensor moves so much by itself, and for a second more: 45 kg of cells are slow. */
  private static final int DECIDEGREES = 100;

  private static final int DECIDEGREES_PER_SECOND = 10;

  /** So long and so much charge, and not a millivolt has moved: the pack repeats itself. */
  private static final Duration FROZEN_FOR = Duration.ofMinutes(5);

  private static final long FROZEN_MILLIAMPERE_SECONDS = 200L * 3600;

  /** A short circuit trips at 350 A (AM5000 table 3-1 row 9). */
  private static final int MOST_MILLIAMPERES = 500_000;

  /** A fifth: a pack that learns it is full may put its count right by less. */
  private static final int JUMP = 5;

  /** The pack's own voltage and its cells' sum are measured apart, and differ by so much more. */
  private static final int APART_MILLIVOLTS = 100;

  private record Heard(PackReply.Analog what, Moment at) {}

  private @Nullable Heard believed;
  private @Nullable Heard doubted;
  private @Nullable Heard unchangedSince;

  /** Why these measurements are not to be believed now; null when they are. */
  PackReply.@Nullable Refused measured(PackReply.Analog now, Moment at) {
    if (Math.abs((long) now.current().milliamperes()) > MOST_MILLIAMPERES) {
      return new PackReply.Refused(Refusal.CURRENT_RANGE, now.current().toString());
    }
    PackReply.Refused frozen = frozen(now, at);
    if (frozen != null) {
      return frozen;
    }
    Heard before = believed;
    PackReply.Refused odd = before == null ? null : odd(before, now, at);
    Heard once = doubted;
    doubted = null;
    // Two that agree are believed, whatever was before.
    if (odd != null && (once == null || odd(once, now, at) != null)) {
      doubted = new Heard(now, at);
      return odd;
    }
    believed = new Heard(now, at);
    return null;
  }

  /** Why a status is not to be believed; null when it is. */
  PackReply.@Nullable Refused decided(PackReply.Status now) {
    Heard before = believed;
    if (before == null || before.what.sensors() == now.sensors()) {
      return null;
    }
    return new PackReply.Refused(
        Refusal.SENSOR_COUNT,
        now.sensors() + " temperature alarms, " + before.what.sensors() + " temperatures");
  }

  private PackReply.@Nullable Refused frozen(PackReply.Analog now, Moment at) {
    Heard since = unchangedSince;
    if (since == null || !isSame(since.what, now)) {
      unchangedSince = new Heard(now, at);
      return null;
    }
    Duration still = at.since(since.at);
    long passed = Math.abs((long) now.current().milliamperes()) * still.toSeconds();
    return still.compareTo(FROZEN_FOR) < 0 || passed < FROZEN_MILLIAMPERE_SECONDS
        ? null
        : new PackReply.Refused(
            Refusal.FROZEN, now.current() + " for " + still.toMinutes() + " min and no change");
  }

  private static boolean isSame(PackReply.Analog a, PackReply.Analog b) {
    return a.cells().equals(b.cells())
        && a.current().equals(b.current())
        && a.voltage().equals(b.voltage())
        && a.remaining().equals(b.remaining())
        && a.cellTemperatures().equals(b.cellTemperatures());
  }

  private static PackReply.@Nullable Refused odd(Heard before, PackReply.Analog now, Moment at) {
    Duration since = at.since(before.at);
    if (since.compareTo(SHORT) > 0) {
      return null;
    }
    PackReply.Analog was = before.what;
    if (was.sensors() != now.sensors()) {
      return refused(Refusal.SENSOR_COUNT, was.sensors(), now.sensors(), "temperatures");
    }
    if (!was.design().equals(now.design())) {
      return new PackReply.Refused(
          Refusal.CONTRADICTION, "design capacity " + was.design() + ", then " + now.design());
    }
    if (now.cycles() < was.cycles() || now.cycles() > was.cycles() + 1) {
      return refused(Refusal.CONTRADICTION, was.cycles(), now.cycles(), "cycles");
    }
    int full = was.full().milliampereHours();
    if (Math.abs(now.full().milliampereHours() - full) > full / JUMP) {
      return new PackReply.Refused(
          Refusal.CONTRADICTION, "full capacity " + was.full() + ", then " + now.full());
    }
    if (Math.abs(now.remaining().milliampereHours() - was.remaining().milliampereHours())
        > full / JUMP) {
      return new PackReply.Refused(
          Refusal.SLEW, "remaining " + was.remaining() + ", then " + now.remaining());
    }
    int apart = apart(now) - apart(was);
    if (Math.abs(apart) > APART_MILLIVOLTS) {
      return new PackReply.Refused(
          Refusal.SLEW, "cells and pack voltage moved apart by " + apart + " mV");
    }
    PackReply.Refused cell = oddCell(was, now, since);
    return cell != null ? cell : oddTemperature(was, now, since);
  }

  private static int apart(PackReply.Analog said) {
    return said.cells().sum().millivolts() - said.voltage().millivolts();
  }

  private static PackReply.@Nullable Refused oddCell(
      PackReply.Analog was, PackReply.Analog now, Duration since) {
    long amperes = Math.abs(now.current().milliamperes() - was.current().milliamperes()) / 1000;
    long most =
        CELL_MILLIVOLTS
            + CELL_MILLIVOLTS_PER_SECOND * since.toMillis() / 1000
            + CELL_MILLIVOLTS_PER_AMPERE * amperes;
    int cells = Math.min(was.cells().count(), now.cells().count());
    for (int i = 1; i <= cells; i++) {
      int from = was.cells().cell(i).millivolts();
      int to = now.cells().cell(i).millivolts();
      if (Math.abs(to - from) > most) {
        return refused(Refusal.SLEW, from, to, "mV at cell " + i);
      }
    }
    return null;
  }

  private static PackReply.@Nullable Refused oddTemperature(
      PackReply.Analog was, PackReply.Analog now, Duration since) {
    long most = DECIDEGREES + DECIDEGREES_PER_SECOND * since.toMillis() / 1000;
    List<Temperature> sensors = now.cellTemperatures();
    for (int i = 0; i < Math.min(sensors.size(), was.cellTemperatures().size()); i++) {
      int from = was.cellTemperatures().get(i).decidegrees();
      int to = sensors.get(i).decidegrees();
      if (Math.abs(to - from) > most) {
        return refused(Refusal.SLEW, from, to, "tenths of a degree at sensor " + (i + 1));
      }
    }
    return null;
  }

  private static PackReply.Refused refused(Refusal reason, int from, int to, String what) {
    return new PackReply.Refused(reason, from + ", then " + to + " " + what);
  }
}
