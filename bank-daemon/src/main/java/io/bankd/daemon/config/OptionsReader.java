package io.bankd.daemon.config;

import io.bankd.can.dialect.DialectOptions;
import io.bankd.can.dialect.Quirk;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of an inverter: only those its dialect has are known. */
final class OptionsReader {
  private OptionsReader() {}

  static DialectOptions read(Section section, String dialect) {
    String name = name(section, dialect);
    Integer modules = section.has("modules") ? section.integer("modules", 1, 254, 1) : null;
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    for (Quirk quirk : Quirk.of(dialect)) {
      if (section.bool(quirk.word(), false)) {
        quirks.add(quirk);
      }
    }
    section.refuseUnknown();
    return new DialectOptions(name, modules, quirks);
  }

  private static @Nullable String name(Section section, String dialect) {
    String name = section.text("name");
    if (name != null && !name.matches(DialectOptions.NAME)) {
      section.error("name", "“" + name + "” is no name of 1…8 ASCII characters");
      return null;
    }
    int most = DialectOptions.nameLength(dialect);
    if (name != null && name.length() > most) {
      section.error(
          "name", "“%s” is longer than the %d characters of %s".formatted(name, most, dialect));
      return null;
    }
    return name;
  }
}
