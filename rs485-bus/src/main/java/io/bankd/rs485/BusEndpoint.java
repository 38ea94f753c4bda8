package io.bankd.rs485;

import io.bankd.rs485.serial.SerialAddress;
import io.bankd.rs485.serial.SerialChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/** Where a bus is reached. */
public sealed interface BusEndpoint {
  /** How long to wait for what on such a line, unless the configuration says otherwise. */
  BusTiming timing();

  /**
   * Begins to open the line.
   *
   * @param bootstrap with event loops and handlers set
   * @param readers makes the thread that blocks on a serial port
   */
  ChannelFuture connect(Bootstrap bootstrap, ThreadFactory readers);

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
    public ChannelFuture connect(Bootstrap bootstrap, ThreadFactory readers) {
      return bootstrap
          .channelFactory(() -> new SerialChannel(readers))
          .connect(new SerialAddress(path, baud));
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

    /** The name is looked up here, on the calling thread, because that can block. */
    @Override
    public ChannelFuture connect(Bootstrap bootstrap, ThreadFactory readers) {
      return bootstrap
          .channel(NioSocketChannel.class)
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true)
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000)
          .connect(new InetSocketAddress(host, port));
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
    public ChannelFuture connect(Bootstrap bootstrap, ThreadFactory readers) {
      return bootstrap.channel(LocalChannel.class).connect(new LocalAddress(name));
    }

    @Override
    public String toString() {
      return "local " + name;
    }
  }
}
