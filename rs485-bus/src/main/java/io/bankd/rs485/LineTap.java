package io.bankd.rs485;

import io.bankd.unit.Moment;

/**
 * Sees every character of a line pass by. Each is told on the thread that carries it, so it must
 * return at once; the arrays are its own to keep.
 */
public interface LineTap {
  /** A tap that lets everything pass. */
  LineTap NONE = new LineTap() {};

  /** These characters are about to be sent. */
  default void sent(byte[] characters, Moment at) {}

  /** These characters were heard, noise and echo included. */
  default void heard(byte[] characters, Moment at) {}
}
