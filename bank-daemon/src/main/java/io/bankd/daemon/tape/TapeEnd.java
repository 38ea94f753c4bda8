package io.bankd.daemon.tape;

import java.util.Arrays;
import java.util.Optional;

/** Why a tape ends on purpose. One without such an end was cut off. */
public enum TapeEnd {
  /** The daemon stopped, its last frames were said. */
  STOPPED("the daemon stopped"),
  /** The file is full, the next one goes on. */
  CONTINUED("the next file goes on"),
  /** Somebody switched the recording off. */
  SWITCHED_OFF("the recording was switched off");

  private final String words;

  TapeEnd(String words) {
    this.words = words;
  }

  /** Whole, for people. */
  public String words() {
    return words;
  }

  /** The end that a record tells; empty where a later version tells another. */
  public static Optional<TapeEnd> of(TapeRecord end) {
    return Arrays.stream(values()).filter(e -> e.name().equals(end.text())).findFirst();
  }
}
