package io.bankd.rs485;

import io.bankd.rs485.frame.FrameCandidate;

/** What a line tells the thread that asks. */
sealed interface Heard {
  /** What stood between SOI and EOI, and the nanosecond at which its end was heard. */
  record Candidate(FrameCandidate what, long at) implements Heard {}

  /** Characters that belong to no frame. */
  record Noise(int characters) implements Heard {}

  /** The connection speaks Telnet. */
  record Telnet() implements Heard {}

  /** The line has ended; nothing more will be heard on it. */
  record Gone(String why) implements Heard {}
}
