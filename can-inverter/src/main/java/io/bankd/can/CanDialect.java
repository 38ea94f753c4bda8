package io.bankd.can;

import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one family of inverters understands: the frames a bank sends, in the order of sending, and
 * the frames the inverter answers with. The same tables encode and decode.
 *
 * @param name as in the configuration, “pylon12”
 * @param sent the frames of a set
 * @param seen frames that other batteries of this dialect send and this bank does not
 * @param heard the frames of the inverter: signs of life
 * @param needed identifiers without which an inverter takes no set for complete
 * @param accepts what the inverter takes; the rest it ignores or takes for something else
 * @param period how often the maker wants the set
 * @param gap how close two sets may follow each other when a limit falls
 * @param wording how the bank's message must be put for the inverter to take it as it is meant
 */
public record CanDialect(
    String name,
    List<FrameLayout> sent,
    List<FrameLayout> seen,
    List<FrameLayout> heard,
    Set<Integer> needed,
    WireRange accepts,
    Duration period,
    Duration gap,
    Wording wording) {

  /**
   * Puts a message the way an inverter takes it as it is meant. {@link #encode} does not: it writes
   * down what it is given, so that any battery's frames are read and written alike.
   */
  public interface Wording extends UnaryOperator<InverterMessage> {}

  public CanDialect {
    sent = List.copyOf(sent);
    seen = List.copyOf(seen);
    heard = List.copyOf(heard);
    needed = Set.copyOf(needed);
  }

  /** A dialect whose every frame is needed, once a second, and that accepts any value. */
  public static CanDialect of(String name, List<FrameLayout> sent, List<FrameLayout> heard) {
    return new CanDialect(
        name,
        sent,
        List.of(),
        heard,
        idsOf(sent),
        WireRange.ANY,
        Duration.ofSeconds(1),
        SendSchedule.URGENT_GAP,
        message -> message);
  }

  public CanDialect seeing(List<FrameLayout> others) {
    return new CanDialect(name, sent, others, heard, needed, accepts, period, gap, wording);
  }

  public CanDialect needing(Integer... ids) {
    return new CanDialect(name, sent, seen, heard, Set.of(ids), accepts, period, gap, wording);
  }

  public CanDialect accepting(WireRange range) {
    return new CanDialect(name, sent, seen, heard, needed, range, period, gap, wording);
  }

  public CanDialect every(Duration wanted) {
    return new CanDialect(name, sent, seen, heard, needed, accepts, wanted, gap, wording);
  }

  public CanDialect apart(Duration least) {
    return new CanDialect(name, sent, seen, heard, needed, accepts, period, least, wording);
  }

  public CanDialect worded(Wording words) {
    return new CanDialect(name, sent, seen, heard, needed, accepts, period, gap, words);
  }

  /**
   * The set of frames that tells the inverter this message; what nobody knows is left out, and what
   * the inverter would refuse is held within what it {@link #accepts}.
   */
  public List<CanFrame> encode(InverterMessage message) {
    InverterMessage held = accepts.held(message, correction -> {});
    return sent.stream().flatMap(layout -> layout.encode(held).stream()).toList();
  }

  /**
   * What a frame says, in the order of its table: volts, amperes, °C, percent as Double or Integer,
   * flags as Boolean, alarms as a List of words, raw bytes as hexadecimal text.
   *
   * @return empty for an identifier this dialect does not know; a map without the values a short
   *     frame lacks otherwise
   */
  public Optional<Map<String, Object>> decode(CanFrame frame) {
    return Stream.concat(layouts(), heard.stream())
        .filter(layout -> layout.id() == frame.id())
        .findFirst()
        .map(layout -> layout.decode(frame));
  }

  /**
   * The message behind a set of frames: what {@link #encode} would turn into them again. A
   * direction counts as enabled where the dialect has no bit for it, and DVL is zero where it tells
   * none.
   *
   * @return empty while CVL, SOC or the voltage are missing
   */
  public Optional<InverterMessage> read(List<CanFrame> set) {
    InverterMessageBuilder message =
        InverterMessage.builder().dvl(Voltage.ZERO).chargeEnabled(true).dischargeEnabled(true);
    readInto(message, set);
    return message.complete() ? Optional.of(message.build()) : Optional.empty();
  }

  /** Changes a message to what these frames say, and leaves what they do not say as it was. */
  public void readInto(InverterMessageBuilder message, List<CanFrame> set) {
    set.stream()
        .flatMap(
            frame ->
                layouts()
                    .filter(layout -> layout.id() == frame.id())
                    .flatMap(layout -> layout.beside(frame)))
        .sorted(Comparator.comparingInt(FrameLayout.Heard::grain).reversed())
        .forEach(heard -> heard.into(message));
  }

  /** The frames of a battery: those sent and those seen. */
  public Stream<FrameLayout> layouts() {
    return Stream.concat(sent.stream(), seen.stream());
  }

  /** The identifiers a battery sends: hearing one from elsewhere means a second BMS. */
  public Set<Integer> ids() {
    return idsOf(layouts().toList());
  }

  /** The identifiers by which the inverter shows that it lives. */
  public Set<Integer> heartbeatIds() {
    return idsOf(heard);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Set<Integer> idsOf(List<FrameLayout> layouts) {
    return layouts.stream().map(FrameLayout::id).collect(Collectors.toUnmodifiableSet());
  }
}
