package io.bankd.can;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one family of inverters understands: the frames a bank sends, in the order of sending, and
 * the frames the inverter answers with. The same tables encode and decode.
 *
 * @param name as in the configuration, “pylon12”
 * @param sent the frames of a set
 * @param heard the frames of the inverter: signs of life
 */
public record CanDialect(String name, List<FrameLayout> sent, List<FrameLayout> heard) {

  public CanDialect {
    sent = List.copyOf(sent);
    heard = List.copyOf(heard);
  }

  /** The set of frames that tells the inverter this message; what nobody knows is left out. */
  public List<CanFrame> encode(InverterMessage message) {
    return sent.stream().flatMap(layout -> layout.encode(message).stream()).toList();
  }

  /**
   * What a frame says, in the order of its table: volts, amperes, °C, percent as Double or Integer,
   * flags as Boolean, alarms as a List of words, raw bytes as hexadecimal text.
   *
   * @return empty for an identifier this dialect does not know; a map without the values a short
   *     frame lacks otherwise
   */
  public Optional<Map<String, Object>> decode(CanFrame frame) {
    return Stream.concat(sent.stream(), heard.stream())
        .filter(layout -> layout.id() == frame.id())
        .findFirst()
        .map(layout -> layout.decode(frame));
  }

  /** The identifiers a bank sends: hearing one from elsewhere means a second BMS. */
  public Set<Integer> ids() {
    return idsOf(sent);
  }

  /** The identifiers by which the inverter shows that it lives. */
  public Set<Integer> heartbeatIds() {
    return idsOf(heard);
  }

  private static Set<Integer> idsOf(List<FrameLayout> layouts) {
    return layouts.stream().map(FrameLayout::id).collect(Collectors.toUnmodifiableSet());
  }
}
