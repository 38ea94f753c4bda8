package io.bankd.can;

/** What waiting for a frame came to. */
public sealed interface ReceiveResult {
  /** Another node sent this. */
  record Heard(CanFrame frame) implements ReceiveResult {}

  /**
   * The controller or the bus reported trouble (an error frame).
   *
   * @param words what is wrong, in plain words
   */
  record BusTrouble(String words) implements ReceiveResult {}

  /** Nothing arrived in the time allowed, or nothing that is a frame of ours. */
  record Silence() implements ReceiveResult {}

  /**
   * The interface cannot be listened to. Asking again in a loop does not spin: while there is no
   * interface each call waits the time allowed, at most a second.
   *
   * @param why what is wrong and what mends it, in plain words
   */
  record Down(String why) implements ReceiveResult {}

  /** The bus was closed; there will be no more. */
  record Closed() implements ReceiveResult {}
}
