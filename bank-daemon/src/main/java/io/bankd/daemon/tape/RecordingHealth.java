package io.bankd.daemon.tape;

/**
 * How the recording fares.
 *
 * @param on whether it is switched on
 * @param trouble why nothing reaches the disk; empty where all is well, or where it is off
 * @param lost records that could not be written since the daemon's start
 */
public record RecordingHealth(boolean on, String trouble, long lost) {
  /** Whether it is switched on and what passes reaches the disk. */
  public boolean up() {
    return on && trouble.isEmpty();
  }
}
