package io.bankd.can.check;

import io.bankd.can.CanFrame;
import io.bankd.can.CandumpLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a recording.
 *
 * @param frames in the order they were recorded
 * @param unreadable lines that are no frames of 11 bits, each with its reason, the first few
 * @param unreadableLines how many there were
 * @param errorFrames how many reports of the controller about trouble on the bus there were
 * @param end when the recording ended, by the clock of its frames; 0 without time stamps
 * @param untimed why no period can be judged, a sentence without its full stop; empty where one can
 */
public record Capture(
    List<Heard> frames,
    List<String> unreadable,
    long unreadableLines,
    long errorFrames,
    double end,
    String untimed) {
  private static final int FEW = 5;

  /** Bit 29 of an identifier marks the controller's own report in a log of candump. */
  private static final Pattern ERROR_FRAME =
      Pattern.compile(".*(?:\\s2\\p{XDigit}{7}[\\s#]|ERRORFRAME).*");

  /**
   * One frame.
   *
   * @param iface the interface it was heard on; empty where the line names none
   * @param seconds when, from any beginning; null where the line has no time stamp
   */
  public record Heard(CanFrame frame, String iface, @Nullable Double seconds) {}

  public Capture {
    frames = List.copyOf(frames);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads lines of candump; empty ones are skipped. */
  public static Capture of(List<String> recorded) {
    List<String> lines = recorded.stream().filter(line -> !line.isBlank()).toList();
    List<CandumpLine> parsed = lines.stream().map(CandumpLine::parse).toList();
    TimeStamps stamps = TimeStamps.of(lines, parsed.stream().map(Capture::id).toList());
    List<Heard> frames = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    long bad = 0;
    long errors = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (parsed.get(i) instanceof CandumpLine.Parsed good) {
        frames.add(new Heard(good.frame(), good.iface(), stamps.seconds().get(i)));
      } else if (ERROR_FRAME.matcher(lines.get(i)).matches()) {
        errors++;
      } else if (parsed.get(i) instanceof CandumpLine.Unreadable odd) {
        bad++;
        if (unreadable.size() < FEW) {
          unreadable.add(odd.why());
        }
      }
    }
    return new Capture(frames, unreadable, bad, errors, last(frames), stamps.kind().why());
  }

  private static int id(CandumpLine line) {
    return line.readable().map(CanFrame::id).orElse(-1);
  }

  /**
   * The recording of each interface, in the order of their first frame; the unreadable lines are
   * with the first.
   */
  public Map<String, Capture> byInterface() {
    Map<String, List<Heard>> apart = new LinkedHashMap<>();
    frames.forEach(
        heard -> apart.computeIfAbsent(heard.iface, iface -> new ArrayList<>()).add(heard));
    if (apart.size() < 2) {
      return Map.of(apart.isEmpty() ? "" : apart.keySet().iterator().next(), this);
    }
    Map<String, Capture> captures = new LinkedHashMap<>();
    apart.forEach(
        (iface, heard) -> {
          double end = end(heard, apart.values());
          captures.put(
              iface,
              captures.isEmpty()
                  ? new Capture(heard, unreadable, unreadableLines, errorFrames, end, untimed)
                  : new Capture(heard, List.of(), 0, 0, end, untimed));
        });
    return captures;
  }

  /** When the recording of one interface ended: with another's that was made at the same time. */
  private static double end(List<Heard> mine, Collection<List<Heard>> all) {
    double last = last(mine);
    return all.stream()
        .filter(other -> times(other).min().orElse(0) <= last)
        .mapToDouble(Capture::last)
        .max()
        .orElse(last);
  }

  /** The frames by identifier, in the order of their first appearance. */
  public Map<Integer, List<Heard>> byId() {
    Map<Integer, List<Heard>> byId = new LinkedHashMap<>();
    frames.forEach(
        heard -> byId.computeIfAbsent(heard.frame.id(), id -> new ArrayList<>()).add(heard));
    return byId;
  }

  /** The last frame of each identifier: the newest set. */
  public List<CanFrame> newest() {
    return byId().values().stream().map(same -> same.get(same.size() - 1).frame()).toList();
  }

  private static double last(List<Heard> frames) {
    return times(frames).max().orElse(0);
  }

  private static DoubleStream times(List<Heard> frames) {
    return frames.stream()
        .map(Heard::seconds)
        .filter(Objects::nonNull)
        .mapToDouble(Objects::requireNonNull);
  }
}
