package io.bankd.sleep;

/** How one pack stands with being heard. */
public enum SleepPhase {
  /** Never heard yet. */
  AWAITED("awaited"),
  /** It answers, or is not asked, or has not been silent for long enough to tell. */
  AWAKE("awake"),
  /** Silent, as was to be expected. */
  ASLEEP("asleep"),
  /** Silent, and nothing explains it. */
  LOST("lost");

  private final String words;

  SleepPhase(String words) {
    this.words = words;
  }

  /** “asleep”. */
  public String words() {
    return words;
  }
}
