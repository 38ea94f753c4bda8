package io.bankd.can;

import io.bankd.pack.PackCondition;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as single bits in two neighbouring bytes, shown as they stand in hexadecimal digits:
 * Growatt splits the alarms finer than the other dialects do (0x312).
 *
 * @param rows which bit is which
 */
public record ConditionBits(String name, int offset, AlarmHalf half, List<Row> rows)
    implements CanSignal {

  /**
   * One bit.
   *
   * @param index the byte, 0 or 1, counted from the signal's offset
   * @param conditions any of these sets it; a set bit is read as the first
   */
  public record Row(int index, int bit, List<PackCondition> conditions) {
    /** A row for these conditions, the plainest first. */
    public static Row of(int index, int bit, PackCondition... conditions) {
      return new Row(index, bit, List.of(conditions));
    }
  }

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    Set<PackCondition> active = half.of(message);
    for (Row row : rows) {
      if (row.conditions.stream().anyMatch(active::contains)) {
        data[offset + row.index] |= (byte) (1 << row.bit);
      }
    }
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return frame.has(offset, 2) ? HexFormat.of().formatHex(frame.data(offset, 2)) : null;
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    rows.stream()
        .filter(row -> frame.has(offset + row.index, 1))
        .filter(row -> (frame.u8(offset + row.index) >> row.bit & 1) == 1)
        .forEach(row -> message.also(half, row.conditions.get(0)));
  }
}
