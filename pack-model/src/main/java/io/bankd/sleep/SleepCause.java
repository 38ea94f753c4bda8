package io.bankd.sleep;

/** Why a pack's silence was to be expected (AM5000 4.1, sleeping 1, 3, 4 and 5). */
public enum SleepCause {
  OVER_DISCHARGE("over-discharge was not released in time"),
  LOW_CELL("its lowest cell was under the sleep voltage while it was left alone"),
  STANDBY("it was left alone at rest for longer than it stays awake"),
  TOLD("it was told to sleep");

  private final String words;

  SleepCause(String words) {
    this.words = words;
  }

  /** “it was told to sleep”. */
  public String words() {
    return words;
  }
}
