package io.bankd.daemon.cli;

import io.bankd.can.dialect.Dialects;
import java.util.Iterator;

/** The dialects' names for help texts, so that these cannot fall behind. */
final class DialectNames {
  private DialectNames() {}

  /** Those an inverter is told in. */
  static final class Spoken implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.names().iterator();
    }
  }

  /** Those, and what is only met in captures. */
  static final class Readable implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.readable().iterator();
    }
  }
}
