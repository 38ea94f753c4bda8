package io.bankd.rs485;

/** Where a bus is reached. */
public sealed interface BusEndpoint {
  /** How long to wait for what on such a line, unless the configuration says otherwise. */
  BusTiming timing();

  /**
   * A serial port of this machine, 8N1.
   *
   * @param path such as /dev/ttyUSB0, better a stable link under /dev/serial/by-id
   */
  record Serial(String path, int baud) implements BusEndpoint {
    @Override
    public BusTiming timing() {
      return BusTiming.serial(baud);
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /** A serial server that passes characters on as they are, its line at 9600 baud. */
  record Tcp(String host, int port) implements BusEndpoint {
    @Override
    public BusTiming timing() {
      return BusTiming.tcp(9600);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * A bus within this process, at 9600 baud; the event loops must be of Netty's {@code
   * LocalIoHandler}.
   */
  record Local(String name) implements BusEndpoint {
    @Override
    public BusTiming timing() {
      return BusTiming.serial(9600);
    }

    @Override
    public String toString() {
      return "local " + name;
    }
  }
}
