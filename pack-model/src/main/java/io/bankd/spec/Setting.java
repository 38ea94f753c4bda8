package io.bankd.spec;

/**
 * One figure of a pack model that may be set: a row of the maker's parameter table.
 *
 * @param key the rule and the figure, “prot-1.protection”
 * @param words what it is, “cell over-charge: protection”
 * @param factory the maker's value, or our decision where the maker gives none; in the unit
 * @param least the smallest value that is safe, whatever is allowed
 * @param most the largest value that is safe, whatever is allowed
 */
public record Setting(
    String key,
    String words,
    SettingUnit unit,
    long factory,
    long least,
    long most,
    Stricter stricter) {

  public Setting {
    if (!key.matches("[a-z0-9-]+\\.[a-z0-9-]+")) {
      throw new IllegalArgumentException("“" + key + "” is not rule.figure");
    }
    if (factory < least || factory > most) {
      throw new IllegalArgumentException(
          key + ": factory value " + factory + " is outside " + least + "…" + most);
    }
  }

  /** The rule it belongs to, “prot-1”. */
  public String rule() {
    return key.substring(0, key.indexOf('.'));
  }

  /** The figure's name within its rule, “protection”. */
  public String figure() {
    return key.substring(key.indexOf('.') + 1);
  }

  public boolean allows(long value) {
    return value >= least && value <= most;
  }

  /** Whether {@code value} protects less than the factory's. */
  public boolean isLooser(long value) {
    return stricter.isLooser(value, factory);
  }

  /** “3.400 V…3.650 V” */
  public String range() {
    return unit.print(least) + "…" + unit.print(most);
  }

  /** “prot-1.protection (cell over-charge: protection)” */
  String name() {
    return key + " (" + words + ")";
  }
}
