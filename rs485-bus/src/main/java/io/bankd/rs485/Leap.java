package io.bankd.rs485;

import io.bankd.pack.CellVoltages;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a pack's measurements can move from one answer to the next, and which of it cannot be.
 */
final class Leap {
  /** After so long without an answer anything can have happened, another pack included. */
  static final Duration SHORT = Duration.ofSeconds(60);

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

  /** A fifth: a pack that learns it is full may put its count right by less. */
  private static final int JUMP = 5;

  /** The pack's own voltage and its cells' sum are measured apart, and differ by so much more. */
  private static final int APART_MILLIVOLTS = 100;

  private Leap() {}

  /**
   * Why a pack cannot have come from one measurement to the other; null where it can.
   *
   * @param since the time between them
   */
  static PackReply.@Nullable Refused odd(
      PackReply.Analog was, PackReply.Analog now, Duration since) {
    if (since.compareTo(SHORT) > 0) {
      return null;
    }
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
