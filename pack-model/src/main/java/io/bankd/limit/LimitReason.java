package io.bankd.limit;

import io.bankd.pack.PackId;
import org.jspecify.annotations.Nullable;

/**
 * Why a limit is what it is, for the installer who asks.
 *
 * @param pack the pack that limits, null where the bank itself does
 * @param cell the cell or sensor that limits, from 1; 0 where none does
 * @param rule a short stable name for metrics, “cell-voltage”, “held”, “ramp”
 * @param text the whole sentence, “pack 7 cell 12 at 3.471 V, cell-voltage curve”
 */
public record LimitReason(@Nullable PackId pack, int cell, String rule, String text) {
  public LimitReason {
    if (cell < 0) {
      throw new IllegalArgumentException("cell " + cell + " is negative; 0 means no cell");
    }
  }

  /** A reason that lies with the bank, not with one pack. */
  public static LimitReason ofBank(String rule, String text) {
    return new LimitReason(null, 0, rule, text);
  }

  /** A reason that lies with a pack as a whole. */
  public static LimitReason ofPack(PackId pack, String rule, String text) {
    return new LimitReason(pack, 0, rule, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
