package io.bankd.daemon.cli;

/** For terminals and printers that know nothing else. */
final class PlainCharacters {
  private PlainCharacters() {}

  static String of(String text) {
    return text.replace("…", "..")
        .replace("“", "\"")
        .replace("”", "\"")
        .replace("–", "-")
        .replace("Ω", "Ohm")
        .replace("°C", "C");
  }
}
