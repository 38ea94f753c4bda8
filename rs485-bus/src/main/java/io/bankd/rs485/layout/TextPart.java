package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bytes that are written down as text.
 *
 * @param width in bytes
 */
public record TextPart(String name, int width, Form form) implements Part {
  /** How the bytes become text. */
  public enum Form {
    /** ASCII, padded with NUL or spaces. */
    SPACED,
    /** ASCII, padded with hyphens as Pylontech does. */
    HYPHENED,
    /** Numbers with dots between them, “1.3”. */
    VERSION,
    /** Year since 2000, month, day, hour, minute, second: “2024-08-21T05:29:31”. */
    CLOCK
  }

  @Override
  public void read(InfoReader info, Map<String, Object> values) {
    String text = form == Form.SPACED || form == Form.HYPHENED ? info.text(width) : numbers(info);
    values.put(name, form == Form.HYPHENED ? text.replaceAll("-+$", "") : text);
  }

  private String numbers(InfoReader info) {
    int[] octets = IntStream.range(0, width).map(i -> info.u8()).toArray();
    if (form == Form.VERSION) {
      return Arrays.stream(octets).mapToObj(String::valueOf).collect(Collectors.joining("."));
    }
    return String.format(
        "%04d-%02d-%02dT%02d:%02d:%02d",
        2000 + octets[0], octets[1], octets[2], octets[3], octets[4], octets[5]);
  }

  @Override
  public void write(Map<String, ?> values, InfoWriter info) {
    String text = Part.required(values, name, String.class);
    if (form == Form.SPACED || form == Form.HYPHENED) {
      byte[] padded = new byte[width];
      Arrays.fill(padded, (byte) (form == Form.SPACED ? ' ' : '-'));
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      if (ascii.length > width) {
        throw new IllegalArgumentException(name + " “" + text + "” is longer than " + width);
      }
      System.arraycopy(ascii, 0, padded, 0, ascii.length);
      info.bytes(padded);
      return;
    }
    String form =
        this.form == Form.CLOCK ? "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d" : "[0-9.]+";
    String[] numbers = text.split("[-T:.]");
    if (!text.matches(form) || numbers.length != width) {
      throw new IllegalArgumentException(name + " “" + text + "” is not of the form expected");
    }
    for (int i = 0; i < width; i++) {
      int number = Integer.parseInt(numbers[i]);
      info.u8(this.form == Form.CLOCK && i == 0 ? number - 2000 : number);
    }
  }
}
