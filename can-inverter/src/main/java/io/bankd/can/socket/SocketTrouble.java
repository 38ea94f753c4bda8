package io.bankd.can.socket;

import java.io.IOException;

/** What the kernel said instead of doing it. */
final class SocketTrouble extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  /**
   * Trouble.
   *
   * @param errno 0 where there was no number
   */
  SocketTrouble(int errno, String message) {
    super(message);
    this.errno = errno;
  }

  int errno() {
    return errno;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
