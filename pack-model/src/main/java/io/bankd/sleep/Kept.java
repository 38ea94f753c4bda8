package io.bankd.sleep;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads figures that were kept over a restart, and may be nonsense. */
final class Kept {
  private Kept() {}

  /** A moment, null if it was not kept; none lies in the future. */
  static @Nullable Moment moment(Figures figures, String name, Moment now) {
    Moment kept = figures.moment(name);
    return kept != null && kept.isAfter(now) ? now : kept;
  }

  static boolean is(Figures figures, String name) {
    return figures.get(name, 0) == 1;
  }

  /**
   * With one of an enum's names set; the name and not its place, which another version may move.
   */
  static Figures with(Figures figures, String group, @Nullable Enum<?> value) {
    return value == null ? figures : figures.with(group + "." + name(value), 1);
  }

  /** The one of an enum's values whose name was kept, null if none was. */
  static <E extends Enum<E>> @Nullable E one(Figures figures, String group, E[] values) {
    for (E value : values) {
      if (is(figures, group + "." + name(value))) {
        return value;
      }
    }
    return null;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
