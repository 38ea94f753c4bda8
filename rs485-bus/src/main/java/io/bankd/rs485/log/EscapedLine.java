package io.bankd.rs485.log;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A frame as people write it down: {@code <CR>} and {@code <F0>} for characters that do not print,
 * perhaps the request's command in front ({@code 42 ~2502…}).
 *
 * @param command the command in front, null where there is none
 * @param characters what stood on the wire
 */
record EscapedLine(@Nullable Integer command, byte[] characters) {
  static EscapedLine of(String line) {
    String text = line.strip();
    Integer command = null;
    if (text.length() > 3
        && nibble(text, 0) >= 0
        && nibble(text, 1) >= 0
        && Character.isWhitespace(text.charAt(2))) {
      command = nibble(text, 0) << 4 | nibble(text, 1);
      text = text.substring(3).strip();
    }
    // Stripping took a raw carriage return off the end; the parser does not miss it.
    return new EscapedLine(command, unescape(text));
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("<CR>", i)) {
        out.write('\r');
        i += 3;
      } else if (text.charAt(i) == '<'
          && text.startsWith(">", i + 3)
          && nibble(text, i + 1) >= 0
          && nibble(text, i + 2) >= 0) {
        out.write(nibble(text, i + 1) << 4 | nibble(text, i + 2));
        i += 3;
      } else {
        out.write(text.charAt(i));
      }
    }
    return out.toByteArray();
  }

  private static int nibble(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }
}
