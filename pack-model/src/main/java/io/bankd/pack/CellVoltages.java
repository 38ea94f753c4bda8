package io.bankd.pack;

import io.bankd.unit.Voltage;
import java.util.Arrays;

/** The voltages of a pack's cells in series, cell 1 first; at least one cell. */
public final class CellVoltages {
  private final int[] millivolts;
  private final int lowest;
  private final int highest;
  private final int sum;

  private CellVoltages(int[] millivolts) {
    if (millivolts.length == 0) {
      throw new IllegalArgumentException("a pack has at least one cell");
    }
    this.millivolts = millivolts;
    int low = 0;
    int high = 0;
    int all = 0;
    for (int i = 0; i < millivolts.length; i++) {
      low = millivolts[i] < millivolts[low] ? i : low;
      high = millivolts[i] > millivolts[high] ? i : high;
      all += millivolts[i];
    }
    this.lowest = low;
    this.highest = high;
    this.sum = all;
  }

  public static CellVoltages ofMillivolts(int... millivolts) {
    return new CellVoltages(millivolts.clone());
  }

  /** The number of cells in series, 16 in an AM5000. */
  public int count() {
    return millivolts.length;
  }

  /**
   * One cell's voltage.
   *
   * @param number 1…{@link #count()}, as printed on the pack
   */
  public Voltage cell(int number) {
    return new Voltage(millivolts[number - 1]);
  }

  public Voltage lowest() {
    return new Voltage(millivolts[lowest]);
  }

  /** The number, from 1, of the (first) lowest cell. */
  public int lowestNumber() {
    return lowest + 1;
  }

  public Voltage highest() {
    return new Voltage(millivolts[highest]);
  }

  /** The number, from 1, of the (first) highest cell. */
  public int highestNumber() {
    return highest + 1;
  }

  /** Highest minus lowest. */
  public Voltage spread() {
    return highest().minus(lowest());
  }

  public Voltage sum() {
    return new Voltage(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellVoltages cells && Arrays.equals(millivolts, cells.millivolts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(millivolts);
  }

  @Override
  public String toString() {
    return Arrays.toString(millivolts) + " mV";
  }
}
