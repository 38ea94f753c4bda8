package io.bankd.can;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of one frame.
 *
 * @param id 0…0x7FF
 * @param length bytes sent, 0…8; rows beyond it are only ever read
 * @param signals the rows, in the order a decoded frame shows them
 * @param whole whether the frame is left out rather than shortened where a value is not known
 */
public record FrameLayout(int id, int length, List<CanSignal> signals, boolean whole) {

  public FrameLayout {
    signals = List.copyOf(signals);
  }

  /** A frame that ends before the first value nobody knows. */
  public FrameLayout(int id, int length, List<CanSignal> signals) {
    this(id, length, signals, false);
  }

  public static FrameLayout of(int id, int length, CanSignal... signals) {
    return new FrameLayout(id, length, List.of(signals));
  }

  /** The same, left out where a value is not known: for inverters that expect all 8 bytes. */
  public FrameLayout onlyWhole() {
    return new FrameLayout(id, length, signals, true);
  }

  /**
   * The frame for a message. It ends before the first value nobody knows, and is left out when
   * nothing remains: a made-up temperature or cell voltage would be believed.
   */
  Optional<CanFrame> encode(InverterMessage message) {
    byte[] data = new byte[length];
    int known = length;
    for (CanSignal signal : signals) {
      if (signal.offset() < length) {
        signal.encode(message, data);
        known = signal.known(message) ? known : Math.min(known, signal.offset());
      }
    }
    return known < length && (whole || known == 0)
        ? Optional.empty()
        : Optional.of(CanFrame.of(id, Arrays.copyOf(data, known)));
  }

  /** The rows again, beside a frame: for {@link CanDialect#read}, which wants the coarse first. */
  Stream<Heard> beside(CanFrame frame) {
    return signals.stream().map(signal -> new Heard(signal, frame));
  }

  /** A row and the frame that carries its value. */
  record Heard(CanSignal signal, CanFrame frame) {
    int grain() {
      return signal.grain();
    }

    void into(InverterMessageBuilder message) {
      signal.read(frame, message);
    }
  }

  /** What a frame of any length says, in the order of the table; what it lacks is left out. */
  Map<String, Object> decode(CanFrame frame) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (CanSignal signal : signals) {
      Object value = signal.decode(frame);
      if (value != null) {
        values.put(signal.name(), value);
      }
    }
    return values;
  }
}
