package io.bankd.share;

import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of every pack, and the one before: packs are read seconds apart, so only a round that
 * repeats the one before tells what they carried at the same time.
 *
 * @param before amperes of each pack, of the last whole round
 * @param begun the newest reading that belongs to it; only newer ones make the next round
 */
record Round(Map<PackId, Double> before, @Nullable Moment begun) {
  static final Round NONE = new Round(Map.of(), null);

  Round {
    before = Map.copyOf(before);
  }
}
