package io.bankd.life;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The most, or the least, that was ever seen of something.
 *
 * @param value in the unit of what it is of
 * @param at when it was first seen
 */
public record Peak(int value, Moment at) {
  static Peak higher(@Nullable Peak before, int value, Moment at) {
    return before == null || value > before.value ? new Peak(value, at) : before;
  }

  static Peak lower(@Nullable Peak before, int value, Moment at) {
    return before == null || value < before.value ? new Peak(value, at) : before;
  }

  static Figures figures(@Nullable Peak peak) {
    return peak == null ? Figures.NONE : Figures.NONE.with("value", peak.value).with("at", peak.at);
  }

  static @Nullable Peak restored(Figures figures) {
    long value = figures.get("value", Long.MAX_VALUE);
    Moment at = figures.moment("at");
    return at == null || value != (int) value ? null : new Peak((int) value, at);
  }
}
