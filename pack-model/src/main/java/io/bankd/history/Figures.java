package io.bankd.history;

import io.bankd.unit.Moment;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A state as named whole numbers: the form in which it survives a restart.
 *
 * <p>Moments may be kept, because the daemon's clock goes on after a restart where the last run's
 * stopped (“service time”): what was remembered keeps its order, and time without the daemon counts
 * for nothing, which is the careful side for everything that is kept here.
 */
public final class Figures {
  public static final Figures NONE = new Figures(new TreeMap<>());

  private final SortedMap<String, Long> values;

  private Figures(SortedMap<String, Long> values) {
    this.values = values;
  }

  public static Figures of(Map<String, Long> values) {
    return new Figures(new TreeMap<>(values));
  }

  /** All of them, by name. */
  public SortedMap<String, Long> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  public Figures with(String name, long value) {
    SortedMap<String, Long> more = new TreeMap<>(values);
    more.put(name, value);
    return new Figures(more);
  }

  /** With a moment, or unchanged where there is none to remember. */
  public Figures with(String name, @Nullable Moment moment) {
    return moment == null ? this : with(name, moment.nanos());
  }

  /** With all of another's under a name of their own, “ledger.” in front of each. */
  public Figures with(String group, Figures others) {
    SortedMap<String, Long> more = new TreeMap<>(values);
    others.values.forEach((name, value) -> more.put(group + "." + name, value));
    return new Figures(more);
  }

  /** Those of a group, without its name in front. */
  public Figures group(String group) {
    String front = group + ".";
    SortedMap<String, Long> some = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(front)) {
            some.put(name.substring(front.length()), value);
          }
        });
    return new Figures(some);
  }

  public long get(String name, long otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public @Nullable Moment moment(String name) {
    Long nanos = values.get(name);
    return nanos == null ? null : Moment.ofNanos(nanos);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Figures figures && values.equals(figures.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
