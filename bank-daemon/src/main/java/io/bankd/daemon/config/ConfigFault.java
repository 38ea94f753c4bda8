package io.bankd.daemon.config;

/**
 * One thing wrong in a configuration file, at its place.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param column from 1
 * @param path such as {@code banks[0].buses[1].packs}; empty for the whole file
 * @param message what is wrong, what is allowed, what to do
 */
public record ConfigFault(String file, int line, int column, String path, String message) {

  /**
   * {@code file:line:column: path: message}, as compilers say it, so that editors can jump to it.
   */
  public ConfigFault {
    // What is quoted from the file must not break the line, nor colour the terminal.
    path = printable(path);
    message = printable(message);
  }

  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '·' : c));
    return safe.toString();
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
