package io.bankd.share;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last reading of every pack. Packs are read seconds apart; what all of them carried at one
 * time is found between two readings of each.
 *
 * @param readings of each pack, of the last whole round
 * @param end the newest of them; only newer ones make the next round
 * @param slow amperes the bank carried of late, as its polarisation remembers them
 */
record Round(Map<PackId, Sample> readings, @Nullable Moment end, double bank, double slow) {
  static final Round NONE = new Round(Map.of(), null, 0, 0);

  /**
   * What a pack carried.
   *
   * @param read amperes as it was read
   * @param at when
   * @param amperes as they were when the round began, when all packs are compared
   * @param pace amperes a second, since the reading before
   * @param unsure amperes by which the current may have moved elsewhere between the readings
   * @param known whether there was a reading before
   */
  record Sample(
      double read, Moment at, double amperes, double pace, double unsure, boolean known) {}

  Round {
    readings = Map.copyOf(readings);
  }

  /** Whether these are newer readings, all of them. */
  boolean isOver(List<PackReading> next) {
    Moment last = end;
    return !next.isEmpty() && (last == null || next.stream().allMatch(r -> r.at().isAfter(last)));
  }

  /** The next one, seconds later. */
  Round next(List<PackReading> next, double seconds) {
    Moment begin = next.get(0).at();
    Moment newest = begin;
    for (PackReading reading : next) {
      begin = reading.at().isBefore(begin) ? reading.at() : begin;
      newest = reading.at().isAfter(newest) ? reading.at() : newest;
    }
    Map<PackId, Sample> samples = new HashMap<>();
    double sum = 0;
    for (PackReading reading : next) {
      Sample sample = sample(reading, begin);
      samples.put(reading.pack(), sample);
      sum += sample.amperes();
    }
    double left = Sharing.polarised(seconds);
    return new Round(samples, newest, sum, left * slow + (1 - left) * (bank + sum) / 2);
  }

  private Sample sample(PackReading reading, Moment begin) {
    double read = reading.current().milliamperes() / 1000.0;
    Sample before = readings.get(reading.pack());
    if (before == null) {
      return new Sample(read, reading.at(), read, 0, 0, false);
    }
    double apart = SharingModel.seconds(reading.at().since(before.at()));
    double pace = (read - before.read()) / apart;
    double amperes = read - pace * SharingModel.seconds(reading.at().since(begin));
    // One that goes on as it came is where it seems to be; else the step may be anywhere between.
    double unsure =
        Math.min(Math.abs(read - before.read()), Math.abs(pace - before.pace()) * apart);
    boolean known = apart <= Sharing.LONGEST_ROUND_SECONDS;
    return new Sample(read, reading.at(), amperes, pace, unsure, known);
  }

  /** Whether every pack has been read twice, and no reading is too old. */
  boolean isWhole() {
    return readings.values().stream().allMatch(Sample::known);
  }
}
