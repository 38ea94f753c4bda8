package io.bankd.rs485.serial;

import java.net.SocketAddress;

/** The path of a serial port, such as /dev/ttyUSB0 or a link to it, and its speed in baud, 8N1. */
public final class SerialAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  private final String path;
  private final int baud;

  public SerialAddress(String path, int baud) {
    this.path = path;
    this.baud = baud;
  }

  public String path() {
    return path;
  }

  public int baud() {
    return baud;
  }

  @Override
  public String toString() {
    return path + " at " + baud + " baud";
  }
}
