package io.bankd.panel;

import java.time.Duration;

/** How a light shines (AM5000 table 2-5): lit first, then dark, over and over. */
public enum FlashPattern {
  OFF("off", 0, 1000),
  ON("on", 1000, 0),
  FLASH_1("flash 1", 250, 3750),
  FLASH_2("flash 2", 500, 500),
  FLASH_3("flash 3", 500, 1500);

  private final String words;
  private final Duration lit;
  private final Duration dark;

  FlashPattern(String words, int litMillis, int darkMillis) {
    this.words = words;
    this.lit = Duration.ofMillis(litMillis);
    this.dark = Duration.ofMillis(darkMillis);
  }

  /** Whether it is lit at a time after the beginning of any of its periods. */
  public boolean isLit(Duration since) {
    return Math.floorMod(since.toNanos(), lit.plus(dark).toNanos()) < lit.toNanos();
  }

  public Duration lit() {
    return lit;
  }

  public Duration dark() {
    return dark;
  }

  /** “flash 1”. */
  public String words() {
    return words;
  }
}
