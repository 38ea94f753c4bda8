package io.bankd.rs485;

import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;

/** How one question ended: silence and damage are outcomes like any other, never exceptions. */
public sealed interface Exchange {
  /**
   * The pack answered plausibly.
   *
   * @param at when the question was put: what is answered is at most as old. Where an answer may be
   *     an earlier question's, which only comes late, that one's moment
   * @param roundTrip from the first character written then to the last one heard
   */
  record Answered(PackReply reply, Moment at, Duration roundTrip) implements Exchange {}

  /** No frame was begun in time. */
  record Silent() implements Exchange {}

  /** A well-formed frame came that is not an answer to the question. */
  record Refused(Refusal reason, String detail) implements Exchange {}

  /** A frame came damaged or was cut off. */
  record Garbled(FrameFault fault) implements Exchange {}

  /** There is no line to ask on; nothing is known about the pack. */
  record PortGone(String why) implements Exchange {}
}
