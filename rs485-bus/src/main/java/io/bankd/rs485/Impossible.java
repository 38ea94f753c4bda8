package io.bankd.rs485;

import io.bankd.unit.Temperature;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What no pack can measure, in whichever protocol it says so. */
public final class Impossible {
  private Impossible() {}

  /**
   * Why these measurements cannot be true; null when they can.
   *
   * @param cells in mV
   * @param voltage of the pack, in mV
   * @param sensors in 0.1 °C, null for one that is not fitted
   */
  public static PackReply.@Nullable Refused measurements(
      int[] cells, int voltage, List<@Nullable Integer> sensors) {
    if (sensors.isEmpty() || sensors.size() > 8) {
      return refused(Refusal.TEMPERATURE_COUNT, sensors.size() + " temperatures");
    }
    PackReply.Refused wrong = cells(cells, voltage);
    return wrong != null ? wrong : temperatures(sensors);
  }

  private static PackReply.@Nullable Refused cells(int[] cells, int voltage) {
    if (Arrays.stream(cells).allMatch(mv -> mv == 0)) {
      return refused(Refusal.ALL_ZERO, cells.length + " cells of 0 mV");
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] <= 0 || cells[i] >= 5000) {
        return refused(Refusal.CELL_RANGE, "cell " + (i + 1) + " at " + cells[i] + " mV");
      }
    }
    int sum = Arrays.stream(cells).sum();
    return Math.abs(sum - voltage) > Math.max(500, voltage / 100)
        ? refused(
            Refusal.VOLTAGE_SUM, "cells add up to " + sum + " mV, the pack says " + voltage + " mV")
        : null;
  }

  private static PackReply.@Nullable Refused temperatures(List<@Nullable Integer> sensors) {
    for (int i = 0; i < sensors.size(); i++) {
      Integer decidegrees = sensors.get(i);
      if (decidegrees != null && (decidegrees < -450 || decidegrees > 1250)) {
        Temperature said = Temperature.ofDecidegrees(decidegrees);
        return refused(Refusal.TEMPERATURE_RANGE, "sensor " + (i + 1) + " at " + said);
      }
    }
    return null;
  }

  private static PackReply.Refused refused(Refusal reason, String detail) {
    return new PackReply.Refused(reason, detail);
  }
}
