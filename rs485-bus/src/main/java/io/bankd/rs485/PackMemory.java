package io.bankd.rs485;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.Direction;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.Arrays;
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

  /**
   * The same beside the other cells, which carry the same current: their resistances differ little.
   */
  private static final int ALONE_MILLIVOLTS = 15;

  private static final int ALONE_MILLIVOLTS_PER_SECOND = 3;
  private static final int ALONE_MILLIVOLTS_PER_AMPERE = 2;

  /** A sensor moves so much by itself, and for a second more: 45 kg of cells are slow. */
  private static final int DECIDEGREES = 30;

  private static final int DECIDEGREES_PER_SECOND = 3;

  /** So long and so much charge, and not a millivolt has moved: the pack repeats itself. */
  private static final Duration FROZEN_FOR = Duration.ofMinutes(5);

  private static final long FROZEN_MILLIAMPERE_SECONDS = 200L * 3600;

  /** A short circuit trips at 350 A (AM5000 table 3-1 row 9). */
  private static final int MOST_MILLIAMPERES = 500_000;

  /** A fifth: a pack that learns it is full may put its count right by less. */
  private static final int JUMP = 5;

  /** The pack's own voltage and its cells' sum are measured apart, and differ by so much more. */
  private static final int APART_MILLIVOLTS = 100;

  /** For statuses that are only held against each other. */
  private static final PackId NOBODY = new PackId("", PackAddress.MASTER);

  private record Heard(PackReply.Analog what, Moment at) {}

  private @Nullable Heard believed;
  private @Nullable Heard doubted;
  private @Nullable Heard unchangedSince;
  private @Nullable PackStatus decided;
  private PackReply.@Nullable Status loosened;

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

  /**
   * Why a status is not to be believed now; null when it is. One lost bit ends a protection and the
   * checksum notices few of them, so what lets more through than before has to be said twice.
   */
  PackReply.@Nullable Refused decided(PackReply.Status said, Moment at) {
    Heard measured = believed;
    if (measured != null && measured.what.sensors() != said.sensors()) {
      return new PackReply.Refused(
          Refusal.SENSOR_COUNT,
          said.sensors() + " temperature alarms, " + measured.what.sensors() + " temperatures");
    }
    PackStatus now = said.report(NOBODY, at);
    PackReply.Status once = loosened;
    loosened = null;
    Direction freed = freed(decided, now);
    if (freed != null && (once == null || !isSame(once, said))) {
      loosened = said;
      return new PackReply.Refused(
          Refusal.LOOSENED, freed == Direction.CHARGE ? "charging" : "discharging");
    }
    decided = now;
    return null;
  }

  /** A way that was blocked a short time ago and is not now. */
  private static @Nullable Direction freed(@Nullable PackStatus was, PackStatus now) {
    if (was == null || now.at().since(was.at()).compareTo(SHORT) > 0) {
      return null;
    }
    for (Direction way : Direction.values()) {
      if (was.blocks(way) && !now.blocks(way)) {
        return way;
      }
    }
    return null;
  }

  /** Whether two statuses agree, balancing apart: packs balance now these cells and now those. */
  private static boolean isSame(PackReply.Status a, PackReply.Status b) {
    return a.protections().equals(b.protections())
        && a.warnings().equals(b.warnings())
        && a.faults().equals(b.faults())
        && a.chargeMosOn() == b.chargeMosOn()
        && a.dischargeMosOn() == b.dischargeMosOn()
        && a.limiterActive() == b.limiterActive()
        && a.alarms() == b.alarms();
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
    long alone =
        ALONE_MILLIVOLTS
            + ALONE_MILLIVOLTS_PER_SECOND * since.toMillis() / 1000
            + ALONE_MILLIVOLTS_PER_AMPERE * amperes;
    int[] moved = moved(was.cells(), now.cells());
    int[] sorted = moved.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < moved.length; i++) {
      if (Math.abs(moved[i]) > most || isAlone(moved[i], sorted, alone)) {
        int to = now.cells().cell(i + 1).millivolts();
        return refused(Refusal.SLEW, to - moved[i], to, "mV at cell " + (i + 1));
      }
    }
    return null;
  }

  private static int[] moved(CellVoltages was, CellVoltages now) {
    int[] moved = new int[Math.min(was.count(), now.count())];
    Arrays.setAll(moved, i -> now.cell(i + 1).millivolts() - was.cell(i + 1).millivolts());
    return moved;
  }

  /** Whether one moved so far from what most did; two cannot say which of them did. */
  private static boolean isAlone(int one, int[] sorted, long most) {
    return sorted.length > 2 && Math.abs(one - sorted[sorted.length / 2]) > most;
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
