package io.bankd.daemon.cli;

import io.bankd.can.CanDialect;
import io.bankd.can.dialect.Dialects;
import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Looks up what an option names, or refuses it and says what is allowed. */
final class Named {
  private Named() {}

  static CanDialect dialect(CommandSpec spec, String option, String name) {
    oneOf(spec, option, name, Dialects.names());
    return Dialects.named(name).orElseThrow();
  }

  /** Any dialect there is a table for, those included that are only met in captures. */
  static CanDialect readable(CommandSpec spec, String option, String name) {
    oneOf(spec, option, name, Dialects.readable());
    return Dialects.named(name).orElseThrow();
  }

  static void oneOf(CommandSpec spec, String option, String name, Collection<String> allowed) {
    require(
        spec,
        allowed.contains(name),
        option + ": “" + name + "” is unknown; allowed are " + String.join(", ", allowed));
  }

  /** Refuses the command line with these words where this does not hold. */
  static void require(CommandSpec spec, boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
