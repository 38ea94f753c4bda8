package io.bankd.spec;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values somebody chose over a pack model's factory ones; what is not in here is factory. */
public final class Settings {
  /** Nothing chosen: every figure is the maker's. */
  public static final Settings FACTORY = new Settings(new TreeMap<>());

  /**
   * One choice.
   *
   * @param value in the setting's unit
   * @param origin where it was made, “bank.yaml:12”
   * @param mayBeLooser whether a value that protects less than the factory's is meant
   */
  public record Choice(long value, String origin, boolean mayBeLooser) {}

  private final SortedMap<String, Choice> choices;

  private Settings(SortedMap<String, Choice> choices) {
    this.choices = Collections.unmodifiableSortedMap(choices);
  }

  /** With one more choice, which replaces an earlier one of the same key. */
  public Settings with(String key, Choice choice) {
    SortedMap<String, Choice> more = new TreeMap<>(choices);
    more.put(key, choice);
    return new Settings(more);
  }

  /** Without a choice: its figure is the factory's again. */
  public Settings without(String key) {
    SortedMap<String, Choice> fewer = new TreeMap<>(choices);
    fewer.remove(key);
    return new Settings(fewer);
  }

  /** All choices by key. */
  public SortedMap<String, Choice> choices() {
    return choices;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && choices.equals(settings.choices);
  }

  @Override
  public int hashCode() {
    return choices.hashCode();
  }

  @Override
  public String toString() {
    return choices.toString();
  }
}
