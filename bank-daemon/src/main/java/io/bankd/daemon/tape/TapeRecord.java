package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.nio.charset.StandardCharsets;

/**
 * One thing that passed.
 *
 * @param at service time
 * @param channel its number in the header's list
 * @param data not to be changed by anybody
 */
public record TapeRecord(Moment at, TapeKind kind, int channel, byte[] data) {
  /** The longest data of one record, in bytes; longer characters are cut into several. */
  public static final int LONGEST = 65_535;

  public TapeRecord {
    if (channel < 0 || data.length > LONGEST) {
      throw new IllegalArgumentException("channel " + channel + ", " + data.length + " bytes");
    }
  }

  /** A record of words. */
  public static TapeRecord of(Moment at, TapeKind kind, int channel, String text) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new TapeRecord(
        at, kind, channel, data.length > LONGEST ? java.util.Arrays.copyOf(data, LONGEST) : data);
  }

  /** The data as words. */
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }
}
