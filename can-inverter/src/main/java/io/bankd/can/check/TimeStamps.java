package io.bankd.can.check;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time stamps of a recording, as candump prints them: {@code -ta} and {@code -L} seconds since
 * 1970, {@code -tz} since the first frame, {@code -td} since the frame before, {@code -tA} a date.
 *
 * @param seconds a moment for each line, null where it has none; from any beginning, never falling
 */
record TimeStamps(Kind kind, List<@Nullable Double> seconds) {
  /** What the stamps are. */
  enum Kind {
    NONE("the lines have no time stamps; record with candump -L"),
    CLOCK(""),
    DATES(""),
    DELTAS(""),
    UNREADABLE("the time stamps are no seconds and no dates of candump; record with candump -L"),
    JUMPING("the time stamps jump back: two recordings in one, or a clock that was set");

    private final String why;

    Kind(String why) {
      this.why = why;
    }

    /** Why no period can be judged; empty where one can. */
    String why() {
      return why;
    }
  }

  private static final Pattern STAMP = Pattern.compile("\\s*\\(([^)]*)\\)\\s.*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
  private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:.*)");

  /** Days since 1970 have long been more than this many seconds; no gap between frames is. */
  private static final double EPOCH = 1e6;

  /** No two frames of one identifier fit into a shorter time at 500 kbit/s. */
  private static final double ONE_FRAME = 50e-6;

  /** Two interfaces are read in turn, so that a line may be late by a little. */
  private static final double LATE = 0.5;

  private static final int ONE_IN = 20;

  /**
   * Reads the stamps.
   *
   * @param lines of the recording
   * @param ids the identifier of each line, −1 where it is no frame
   */
  static TimeStamps of(List<String> lines, List<Integer> ids) {
    List<@Nullable Double> raw = new ArrayList<>();
    boolean dates = false;
    boolean odd = false;
    for (String line : lines) {
      Matcher stamp = STAMP.matcher(line);
      String text = stamp.matches() ? stamp.group(1) : "";
      Double seconds = seconds(text);
      raw.add(seconds);
      dates |= seconds != null && !NUMBER.matcher(text).matches();
      odd |= seconds == null && !text.isEmpty();
    }
    List<Double> told = raw.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    if (told.isEmpty()) {
      return nowhere(odd ? Kind.UNREADABLE : Kind.NONE, raw.size());
    }
    if (deltas(raw, ids, told)) {
      return new TimeStamps(Kind.DELTAS, summed(raw));
    }
    return furthestBack(told) > LATE
        ? nowhere(Kind.JUMPING, raw.size())
        : new TimeStamps(dates ? Kind.DATES : Kind.CLOCK, rising(raw));
  }

  private static TimeStamps nowhere(Kind kind, int lines) {
    List<@Nullable Double> none = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      none.add(null);
    }
    return new TimeStamps(kind, none);
  }

  private static @Nullable Double seconds(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    Matcher date = DATE.matcher(text);
    try {
      if (date.matches()) {
        LocalDateTime time = LocalDateTime.parse(date.group(1) + "T" + date.group(2));
        return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9;
      }
    } catch (DateTimeException noDate) {
      return null;
    }
    return null;
  }

  /** Gaps go up and down about one value, or stay the same for an identifier; a clock does not. */
  private static boolean deltas(List<@Nullable Double> raw, List<Integer> ids, List<Double> told) {
    if (Collections.max(told) >= EPOCH) {
      return false;
    }
    int back = 0;
    for (int i = 1; i < told.size(); i++) {
      back += told.get(i) < told.get(i - 1) ? 1 : 0;
    }
    boolean often = back > 0 && back * ONE_IN >= told.size() - 1;
    return often && !grows(told) || stands(raw, ids);
  }

  private static boolean grows(List<Double> told) {
    int third = told.size() / 3;
    double late = told.subList(told.size() - third, told.size()).stream().mapToDouble(s -> s).sum();
    return third == 0 || late / third > Collections.max(told.subList(0, third));
  }

  private static boolean stands(List<@Nullable Double> raw, List<Integer> ids) {
    Map<Integer, Double> last = new HashMap<>();
    int again = 0;
    int same = 0;
    for (int i = 0; i < raw.size(); i++) {
      Double now = raw.get(i);
      Double before = now == null || ids.get(i) < 0 ? null : last.put(ids.get(i), now);
      if (now != null && before != null) {
        again++;
        same += Math.abs(now - before) < ONE_FRAME ? 1 : 0;
      }
    }
    return same * 2 > again;
  }

  private static double furthestBack(List<Double> told) {
    double furthest = 0;
    for (int i = 1; i < told.size(); i++) {
      furthest = Math.max(furthest, told.get(i - 1) - told.get(i));
    }
    return furthest;
  }

  private static List<@Nullable Double> summed(List<@Nullable Double> raw) {
    List<@Nullable Double> moments = new ArrayList<>();
    double now = 0;
    for (Double gap : raw) {
      now += gap == null ? 0 : gap;
      moments.add(gap == null ? null : (Double) now);
    }
    return moments;
  }

  private static List<@Nullable Double> rising(List<@Nullable Double> raw) {
    List<@Nullable Double> moments = new ArrayList<>();
    double now = 0;
    for (Double stamp : raw) {
      now = stamp == null ? now : Math.max(now, stamp);
      moments.add(stamp == null ? null : (Double) now);
    }
    return moments;
  }
}
