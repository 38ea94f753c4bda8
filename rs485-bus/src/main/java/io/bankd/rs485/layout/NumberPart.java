package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.Map;

/**
 * A whole number in the unit its name ends with: (raw − offset) × scale.
 *
 * @param width in bytes, 1…3
 * @param signed two's complement, for a width of 2
 * @param offset the raw value that means 0
 * @param scale units to a raw step; negative where the wire counts the other way
 */
public record NumberPart(String name, int width, boolean signed, int offset, int scale)
    implements Part {
  public static NumberPart u8(String name) {
    return new NumberPart(name, 1, false, 0, 1);
  }

  public static NumberPart u16(String name) {
    return new NumberPart(name, 2, false, 0, 1);
  }

  public static NumberPart s16(String name) {
    return new NumberPart(name, 2, true, 0, 1);
  }

  public static NumberPart u24(String name) {
    return new NumberPart(name, 3, false, 0, 1);
  }

  /** With so many units to a raw step. */
  public NumberPart times(int units) {
    return new NumberPart(name, width, signed, offset, units);
  }

  /** With the raw value that means 0. */
  public NumberPart from(int zero) {
    return new NumberPart(name, width, signed, zero, scale);
  }

  @Override
  public void read(InfoReader info, Map<String, Object> values) {
    int raw = 0;
    for (int i = 0; i < width; i++) {
      raw = raw << 8 | info.u8();
    }
    values.put(name, ((signed ? (short) raw : raw) - offset) * scale);
  }

  @Override
  public void write(Map<String, ?> values, InfoWriter info) {
    int value = Part.required(values, name, Integer.class);
    if (value % scale != 0) {
      throw new IllegalArgumentException(
          name + " " + value + " is no multiple of " + Math.abs(scale));
    }
    int raw = value / scale + offset;
    int most = (1 << 8 * width) - 1;
    int least = signed ? -(most + 1) / 2 : 0;
    if (raw < least || raw > (signed ? most / 2 : most)) {
      throw new IllegalArgumentException(name + " " + value + " does not fit its bytes");
    }
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      info.u8(raw >> shift & 0xFF);
    }
  }
}
