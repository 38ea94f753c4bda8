package io.bankd.spec;

/**
 * A figure as it is in force.
 *
 * @param value in the setting's unit
 * @param origin “factory”, where it was configured, or which other figure it gave way to
 */
public record SettingValue(Setting setting, long value, String origin) {
  /** “prot-1.protection 3.550 V (bank.yaml:12)” */
  @Override
  public String toString() {
    return setting.key() + " " + setting.unit().print(value) + " (" + origin + ")";
  }
}
