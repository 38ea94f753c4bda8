package io.bankd.can;

import java.time.Duration;
import java.util.List;

/**
 * A node's connection to one CAN bus. One thread may send while another receives.
 *
 * <p>What this node sends it does not receive.
 */
public interface CanBus extends AutoCloseable {
  /** The bus in a person's words, “can0”. */
  String name();

  /** Whether {@link #name} is an interface of the kernel, which can be asked how it is set up. */
  default boolean isInterface() {
    return false;
  }

  /** Sends a set in order, pausing between the frames; never blocks on a full queue. */
  SendResult send(List<CanFrame> set, Spacing spacing);

  /**
   * Waits on the caller's thread for one frame from another node.
   *
   * @param timeout at least 1 ms
   */
  ReceiveResult receive(Duration timeout);

  /** Closes the bus and wakes who waits in {@link #receive}; a second call does nothing. */
  @Override
  void close();
}
