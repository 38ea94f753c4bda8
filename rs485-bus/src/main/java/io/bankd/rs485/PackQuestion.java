package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.Locale;

/**
 * One question to one pack. Nothing else can be put on the wire by a master: there is no order
 * among the kinds.
 *
 * @param subject which parameters, by the dialect's name for them; empty for all other kinds
 * @param probe whether the pack is known to be silent, so that only a short time is spent on it
 */
public record PackQuestion(PackAddress address, Kind kind, String subject, boolean probe) {
  /** What can be asked. */
  public enum Kind {
    ANALOG,
    STATUS,
    FIRMWARE,
    SERIAL,
    /** How many packs it sees. */
    COUNT,
    /** A table of settings or of slow facts, see {@link PackDialect#subjects()}. */
    PARAMETER
  }

  public PackQuestion {
    if ((kind == Kind.PARAMETER) == subject.isEmpty()) {
      throw new IllegalArgumentException(kind + " with the subject “" + subject + "”");
    }
  }

  public PackQuestion(PackAddress address, Kind kind) {
    this(address, kind, "", false);
  }

  public PackQuestion(PackAddress address, Kind kind, boolean probe) {
    this(address, kind, "", probe);
  }

  /** Asks for a table of parameters. */
  public static PackQuestion parameter(PackAddress address, String subject) {
    return new PackQuestion(address, Kind.PARAMETER, subject, false);
  }

  /** Whether both want the same of the same pack. */
  boolean asksTheSame(PackQuestion other) {
    return address.equals(other.address) && kind == other.kind && subject.equals(other.subject);
  }

  /** “pack 7 analog”, “pack 7 parameter cell_ov”. */
  @Override
  public String toString() {
    String what = kind.name().toLowerCase(Locale.ROOT);
    return "pack " + address + " " + (subject.isEmpty() ? what : what + " " + subject);
  }
}
