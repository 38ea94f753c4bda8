package io.bankd.spec;

import java.util.List;

/** What applying settings to a pack model came to. */
public sealed interface SettingsResult {

  /**
   * The model with the settings.
   *
   * @param warnings values that are looser than the factory's, as somebody allowed
   */
  record Applied(PackSpec spec, List<SettingNote> warnings) implements SettingsResult {
    public Applied {
      warnings = List.copyOf(warnings);
    }
  }

  /** Every fault that was found; nothing was applied. */
  record Refused(List<SettingNote> faults) implements SettingsResult {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
