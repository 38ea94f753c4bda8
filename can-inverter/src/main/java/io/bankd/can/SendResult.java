package io.bankd.can;

/** How the sending of a set of frames went; the failures to be expected are values. */
public sealed interface SendResult {
  /** Every frame is in the kernel's queue. */
  record Sent() implements SendResult {}

  /**
   * The queue of the interface is full (ENOBUFS): nobody acknowledges, or the bus is off. The rest
   * of the set was dropped; the next turn sends newer values.
   *
   * @param sentFrames how many frames of the set were taken before
   */
  record QueueFull(int sentFrames) implements SendResult {}

  /**
   * The interface cannot be sent to.
   *
   * @param why what is wrong and what mends it, in plain words
   */
  record Down(String why) implements SendResult {}

  /** Whether the whole set went out. */
  default boolean complete() {
    return this instanceof Sent;
  }
}
