package io.bankd.panel;

import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the front of a pack shows and sounds (AM5000 tables 2-4 to 2-6).
 *
 * @param row the row of table 2-6 it is
 * @param patterns of every light
 * @param soc what the capacity lights stand for
 */
public record FrontPanel(PanelRow row, Map<Led, FlashPattern> patterns, Beep buzzer, Ratio soc) {
  public FrontPanel {
    patterns = Collections.unmodifiableMap(new EnumMap<>(patterns));
  }

  /** As it comes from the factory, with the buzzer off. */
  public static FrontPanel of(PanelInput input) {
    return of(input, false);
  }

  /**
   * The front that an input gives.
   *
   * @param buzzer whether the buzzer has been enabled
   */
  public static FrontPanel of(PanelInput input, boolean buzzer) {
    PanelRow row = PanelRow.of(input);
    Map<Led, FlashPattern> patterns = new EnumMap<>(Led.class);
    for (Led led : Led.values()) {
      patterns.put(led, row.pattern(led, input.soc()));
    }
    return new FrontPanel(row, patterns, buzzer ? beep(input) : Beep.SILENT, input.soc());
  }

  /** How a light shines. */
  public FlashPattern pattern(Led led) {
    return patterns.getOrDefault(led, FlashPattern.OFF);
  }

  /** The lights that are lit at a time; all flash to the same beginning. */
  public Set<Led> litAt(Duration since) {
    EnumSet<Led> lit = EnumSet.noneOf(Led.class);
    for (Led led : Led.values()) {
      if (pattern(led).isLit(since)) {
        lit.add(led);
      }
    }
    return lit;
  }

  private static Beep beep(PanelInput input) {
    return input.activity() == Activity.ASLEEP
        ? Beep.SILENT
        : input.troubles().stream().map(Trouble::beep).max(Beep::compareTo).orElse(Beep.SILENT);
  }
}
