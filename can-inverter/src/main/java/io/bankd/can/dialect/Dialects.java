package io.bankd.can.dialect;

import io.bankd.can.CanDialect;
import java.util.List;
import java.util.Optional;

/** The dialects this bank speaks, by the names used in the configuration. */
public final class Dialects {
  private static final List<CanDialect> ALL =
      List.of(PylonFamily.v12(), VictronFamily.lowVoltage());

  private Dialects() {}

  /** The dialect of that name; empty when there is none. */
  public static Optional<CanDialect> named(String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  /** All names, for help texts and suggestions. */
  public static List<String> names() {
    return ALL.stream().map(CanDialect::name).toList();
  }
}
