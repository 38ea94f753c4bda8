package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Some twenty characters at 9600 baud, and less than any pause that means something. */
  private static final Duration STRETCH = Duration.ofMillis(20);

  public TapeRecord {
    if (channel < 0 || data.length > LONGEST) {
      throw new IllegalArgumentException("channel " + channel + ", " + data.length + " bytes");
    }
  }

  /** A record of words. */
  public static TapeRecord of(Moment at, TapeKind kind, int channel, String text) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new TapeRecord(
        at, kind, channel, data.length > LONGEST ? Arrays.copyOf(data, LONGEST) : data);
  }

  /**
   * This and the next as one, with the time of the next, where both are characters of one stretch:
   * a port hands them over as it pleases, and what ends a frame is what counts. Null where not.
   */
  @Nullable TapeRecord joined(TapeRecord next) {
    boolean together =
        kind == TapeKind.HEARD
            && next.kind == TapeKind.HEARD
            && channel == next.channel
            && next.at.since(at).compareTo(STRETCH) <= 0
            && data.length + next.data.length <= LONGEST;
    if (!together) {
      return null;
    }
    byte[] all = Arrays.copyOf(data, data.length + next.data.length);
    System.arraycopy(next.data, 0, all, data.length, next.data.length);
    return new TapeRecord(next.at, kind, channel, all);
  }

  /** The data as words. */
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }
}
