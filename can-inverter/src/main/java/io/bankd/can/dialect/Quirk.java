package io.bankd.can.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A habit of some inverters of a dialect that others do not share; each is off unless set. */
public enum Quirk {
  EIGHT_BYTES("every frame is filled with zeros to 8 bytes", "pylon12", "pylon13"),
  VOLTAGE_IN_TENTHS("0x356 tells the voltage in 0.1 V, as its document prints it", "solark"),
  WITHOUT_370(
      "0x370 and 0x371 are left out, which Victron reads as a name: for unknown brands",
      "pylonplus"),
  WITHOUT_379("the capacity in 0x379, which the document does not have, is left out", "luxpower"),
  WITHOUT_FULL_CHARGE(
      "a full charge is not asked for: some units then charge from the grid against their settings",
      "luxpower",
      "pylon12",
      "pylonplus",
      "solark");

  private final String words;
  private final List<String> dialects;

  Quirk(String words, String... dialects) {
    this.words = words;
    this.dialects = List.of(dialects);
  }

  /** The name in the configuration, “eight-bytes”. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, for a help text. */
  public String words() {
    return words;
  }

  /** The names of the dialects it concerns. */
  public List<String> dialects() {
    return dialects;
  }

  /** The quirk of that name in that dialect. */
  public static Optional<Quirk> named(String word, String dialect) {
    return Arrays.stream(values())
        .filter(quirk -> quirk.word().equals(word) && quirk.dialects.contains(dialect))
        .findFirst();
  }

  /** The quirks of a dialect. */
  public static List<Quirk> of(String dialect) {
    return Arrays.stream(values()).filter(quirk -> quirk.dialects.contains(dialect)).toList();
  }
}
