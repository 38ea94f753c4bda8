package io.bankd.can.check;

import io.bankd.can.check.Capture.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often a frame came.
 *
 * @param frames how many
 * @param mean seconds between two, on average
 * @param least the shortest gap, s
 * @param most the longest gap, s
 */
public record Period(int id, int frames, double mean, double least, double most) {

  /** The gaps between frames of one identifier; empty with fewer than two time stamps. */
  static Optional<Period> of(int id, List<Heard> frames) {
    List<Double> times = new ArrayList<>();
    for (Heard heard : frames) {
      Double seconds = heard.seconds();
      if (seconds != null) {
        times.add(seconds);
      }
    }
    if (times.size() < 2) {
      return Optional.empty();
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 1; i < times.size(); i++) {
      double gap = times.get(i) - times.get(i - 1);
      least = Math.min(least, gap);
      most = Math.max(most, gap);
    }
    double mean = (times.get(times.size() - 1) - times.get(0)) / (times.size() - 1);
    return Optional.of(new Period(id, frames.size(), mean, least, most));
  }
}
