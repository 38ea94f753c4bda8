package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import org.jspecify.annotations.Nullable;

/**
 * Requests heard on the line: our own that an adaptor gives back, be it after its question is over,
 * told from another master's. Used by one thread.
 */
final class Requests {
  private final PackDialect dialect;
  private final BusListener listener;
  private @Nullable AsciiFrame echo;
  private @Nullable AsciiFrame lateEcho;

  Requests(PackDialect dialect, BusListener listener) {
    this.dialect = dialect;
    this.listener = listener;
  }

  /** We asked this; it may come back once. */
  void sent(AsciiFrame request) {
    lateEcho = echo;
    echo = request;
  }

  /** Takes note of a request; whether this is one. */
  boolean heard(AsciiFrame frame) {
    if (frame.equals(echo)) {
      echo = null;
      listener.echoRemoved();
    } else if (frame.equals(lateEcho)) {
      lateEcho = null;
      listener.echoRemoved();
    } else if (dialect.isRequest(frame)) {
      listener.foreignRequest(frame.adr(), frame.code());
    } else {
      return false;
    }
    return true;
  }
}
