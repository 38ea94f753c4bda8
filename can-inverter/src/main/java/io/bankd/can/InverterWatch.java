package io.bankd.can;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the bus: does the inverter live, what does it measure, does it sound like another
 * dialect, and does another BMS speak our words? Used by the one thread that receives; others get a
 * {@link Report}.
 *
 * <p>A silent inverter is only reported. It never stops the sending: some inverters answer nothing,
 * others late (around midnight, every two hours).
 */
public final class InverterWatch {
  /** Silence after which the inverter counts as down: 10 s. */
  public static final Duration SILENCE = Duration.ofSeconds(10);

  /**
   * What was heard up to a moment.
   *
   * @param up whether a heartbeat was heard within the last 10 s
   * @param lastHeard the last heartbeat, null before the first
   * @param heartbeats frames heard by heartbeat identifier, each from 0
   * @param foreign frames with our own identifiers that another node sent
   * @param unknown frames with identifiers the dialect does not know
   * @param finding a sentence for the installer while another BMS is heard, else empty
   * @param suspicion a sentence for the installer while the inverter sounds like another dialect
   * @param measurement what the inverter measured, not older than 10 s
   */
  public record Report(
      boolean up,
      @Nullable Moment lastHeard,
      Map<Integer, Long> heartbeats,
      Map<Integer, Long> foreign,
      Map<Integer, Long> unknown,
      Optional<String> finding,
      Optional<String> suspicion,
      Optional<InverterMeasurement> measurement) {

    /** All frames with unknown identifiers. */
    public long unknownFrames() {
      return unknown.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final CanDialect dialect;
  private final Accent accent;
  private final Set<Integer> ours;
  private final Map<Integer, Long> heartbeats = new TreeMap<>();
  private final Map<Integer, Long> foreign = new TreeMap<>();
  private final Map<Integer, Long> unknown = new TreeMap<>();
  private @Nullable Moment lastHeartbeat;
  private @Nullable Moment lastForeign;
  private @Nullable Moment lastSuspicion;
  private String suspicion = "";
  private @Nullable InverterMeasurement measurement;

  /** A watch that knows no other dialect. */
  public InverterWatch(CanDialect dialect) {
    this(dialect, List.of());
  }

  /**
   * A watch that can tell what else is spoken on the bus.
   *
   * @param all every dialect there is
   */
  public InverterWatch(CanDialect dialect, List<CanDialect> all) {
    this.dialect = dialect;
    this.accent = new Accent(dialect, all);
    this.ours = dialect.ids();
    dialect.heartbeatIds().forEach(id -> heartbeats.put(id, 0L));
  }

  /** Takes a frame another node sent. */
  public void hear(CanFrame frame, Moment now) {
    accent
        .suspicion(frame)
        .ifPresent(
            words -> {
              // The first words stay while they hold, or twenty identifiers would take turns.
              suspicion = within(lastSuspicion, now) ? suspicion : words;
              lastSuspicion = now;
            });
    if (heartbeats.containsKey(frame.id())) {
      heartbeats.merge(frame.id(), 1L, Long::sum);
      lastHeartbeat = now;
      dialect
          .decode(frame)
          .flatMap(said -> InverterMeasurement.of(said, now))
          .ifPresent(measured -> measurement = measured);
    } else if (ours.contains(frame.id())) {
      foreign.merge(frame.id(), 1L, Long::sum);
      lastForeign = now;
    } else {
      unknown.merge(frame.id(), 1L, Long::sum);
    }
  }

  /** What was heard until now. */
  public Report report(Moment now) {
    return new Report(
        within(lastHeartbeat, now),
        lastHeartbeat,
        Map.copyOf(heartbeats),
        Map.copyOf(foreign),
        Map.copyOf(unknown),
        within(lastForeign, now) ? Optional.of(sentence()) : Optional.empty(),
        within(lastSuspicion, now) ? Optional.of(suspicion) : Optional.empty(),
        Optional.ofNullable(measurement).filter(measured -> within(measured.at(), now)));
  }

  private static boolean within(@Nullable Moment heard, Moment now) {
    return heard != null && now.since(heard).compareTo(SILENCE) < 0;
  }

  private String sentence() {
    String ids =
        foreign.keySet().stream().map("0x%03X"::formatted).collect(Collectors.joining(", "));
    return "another BMS speaks on this CAN bus: it sends "
        + ids
        + ", which only this bank may send; unplug it from the inverter's CAN port"
        + " or switch its CAN output off";
  }
}
