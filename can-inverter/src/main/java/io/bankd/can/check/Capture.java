package io.bankd.can.check;

import io.bankd.can.CanFrame;
import io.bankd.can.CandumpLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a recording.
 *
 * @param frames in the order they were recorded
 * @param unreadable lines that are no frames of 11 bits, each with its reason, the first few
 * @param unreadableLines how many there were
 */
public record Capture(List<Heard> frames, List<String> unreadable, long unreadableLines) {
  private static final int FEW = 5;

  /**
   * One frame.
   *
   * @param seconds its time stamp; null where the line has none that is a number
   */
  public record Heard(CanFrame frame, @Nullable Double seconds) {}

  public Capture {
    frames = List.copyOf(frames);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads lines of candump; empty ones are skipped. */
  public static Capture of(Iterable<String> lines) {
    List<Heard> frames = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    long bad = 0;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      CandumpLine parsed = CandumpLine.parse(line);
      if (parsed instanceof CandumpLine.Parsed good) {
        frames.add(new Heard(good.frame(), seconds(good.seconds())));
      } else if (parsed instanceof CandumpLine.Unreadable odd) {
        bad++;
        if (unreadable.size() < FEW) {
          unreadable.add(odd.why());
        }
      }
    }
    return new Capture(frames, unreadable, bad);
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

  private static @Nullable Double seconds(String stamp) {
    return stamp.matches("\\d{1,12}(\\.\\d{1,9})?") ? Double.valueOf(stamp) : null;
  }
}
