package io.bankd.can;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alarms as single bits in neighbouring bytes (0x359, Pylon CAN V1.2).
 *
 * @param rows which bit is which, in the order of a decoded list
 */
public record AlarmBits(String name, int offset, AlarmHalf half, List<Row> rows)
    implements CanSignal {

  /**
   * One bit.
   *
   * @param index the byte, counted from the signal's offset
   * @param alarms any of these sets it
   */
  public record Row(int index, int bit, String word, Set<InverterAlarm> alarms) {}

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    for (Row row : rows) {
      if (row.alarms.stream().anyMatch(alarm -> alarm.activeIn(half.of(message)))) {
        data[offset + row.index] |= (byte) (1 << row.bit);
      }
    }
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    rows.stream()
        .filter(row -> set(row, frame))
        .flatMap(row -> row.alarms.stream().sorted().limit(1))
        .forEach(alarm -> message.also(half, alarm));
  }

  /** The words of the bits that are set; bytes a short frame lacks count as clear. */
  @Override
  public @Nullable Object decode(CanFrame frame) {
    if (!frame.has(offset, 1)) {
      return null;
    }
    return rows.stream().filter(row -> set(row, frame)).map(Row::word).toList();
  }

  private boolean set(Row row, CanFrame frame) {
    int index = offset + row.index;
    return frame.has(index, 1) && (frame.u8(index) >> row.bit & 1) == 1;
  }
}
