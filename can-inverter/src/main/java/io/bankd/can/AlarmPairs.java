package io.bankd.can;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Alarms as pairs of bits in four bytes, lowest pair first in the order of {@link InverterAlarm}
 * (0x35A of Victron and SMA): 01 active, 10 inactive, 00 and 11 not supported.
 *
 * @param systemPair sent in pair 13 behind the alarms: Victron reads it as the state of the system
 *     (2), SMA wants it 0
 */
public record AlarmPairs(String name, int offset, AlarmHalf half, int systemPair)
    implements CanSignal {
  private static final int ACTIVE = 1;
  private static final int INACTIVE = 2;

  /** The pair behind the thirteen alarms. */
  private static final int SYSTEM = 13;

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    for (InverterAlarm alarm : InverterAlarm.all()) {
      int pair = active(alarm, message) ? ACTIVE : INACTIVE;
      put(pair, alarm.ordinal(), data);
    }
    put(systemPair, SYSTEM, data);
  }

  private void put(int pair, int number, byte[] data) {
    data[offset + number / 4] |= (byte) (pair << number % 4 * 2);
  }

  /** A warning is no alarm: the general pair belongs to the alarm half. */
  private boolean active(InverterAlarm alarm, InverterMessage message) {
    boolean mine = alarm != InverterAlarm.GENERAL || half == AlarmHalf.ALARMS;
    return mine && alarm.activeIn(half.of(message));
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    List<InverterAlarm> active =
        InverterAlarm.all().stream()
            .filter(alarm -> pair(frame, offset, alarm.ordinal()) == ACTIVE)
            .toList();
    boolean onlyGeneral = active.equals(List.of(InverterAlarm.GENERAL));
    active.stream()
        .filter(alarm -> onlyGeneral || alarm != InverterAlarm.GENERAL)
        .forEach(alarm -> message.also(half, alarm));
  }

  /** The words of the active pairs. */
  @Override
  public @Nullable Object decode(CanFrame frame) {
    return frame.length() == 0 ? null : words(alarm -> pair(frame, offset, alarm) == ACTIVE);
  }

  /** The alarms a frame shows any interest in: a meaningful pair in either half. */
  public static List<String> supported(CanFrame frame) {
    return words(alarm -> meaningful(pair(frame, 0, alarm)) || meaningful(pair(frame, 4, alarm)));
  }

  /** Pair 13 of the warning half, 0…3. */
  public static int systemPair(CanFrame frame) {
    return pair(frame, 4, SYSTEM);
  }

  private static List<String> words(IntPredicate test) {
    return InverterAlarm.all().stream()
        .filter(alarm -> test.test(alarm.ordinal()))
        .map(InverterAlarm::word)
        .toList();
  }

  private static boolean meaningful(int pair) {
    return pair == ACTIVE || pair == INACTIVE;
  }

  /** One pair; bytes a short frame lacks count as not supported. */
  private static int pair(CanFrame frame, int offset, int number) {
    int index = offset + number / 4;
    return frame.has(index, 1) ? frame.u8(index) >> number % 4 * 2 & 3 : 0;
  }
}
