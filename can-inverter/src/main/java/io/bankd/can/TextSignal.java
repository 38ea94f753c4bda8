package io.bankd.can;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of up to {@code width} ASCII characters; read without the blanks and NULs that fill it up.
 *
 * @param text the text of a message, null when nobody knows it; what does not fit is cut
 * @param fill the character behind a short text: Pylon takes blanks, Victron NUL
 */
public record TextSignal(
    String name, int offset, int width, char fill, Function<InverterMessage, @Nullable String> text)
    implements CanSignal {
  private static final Pattern FILL = Pattern.compile("[ \0]+$");

  /** A text that never changes. */
  public static TextSignal always(String name, char fill, String text) {
    return new TextSignal(name, 0, 8, fill, message -> text);
  }

  @Override
  public boolean known(InverterMessage message) {
    return text.apply(message) != null;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    String value = text.apply(message);
    for (int i = 0; value != null && i < width; i++) {
      data[offset + i] = (byte) (i < value.length() ? value.charAt(i) : fill);
    }
  }

  /** The characters there, without what fills them up; null where the frame ends before. */
  static @Nullable String shown(CanFrame frame, int offset, int width) {
    int there = Math.min(width, frame.length() - offset);
    return there <= 0 ? null : FILL.matcher(frame.ascii(offset, there)).replaceFirst("");
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return shown(frame, offset, width);
  }
}
