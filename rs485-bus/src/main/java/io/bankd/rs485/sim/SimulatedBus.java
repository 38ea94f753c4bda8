package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.frame.AsciiFrameDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bus with simulated packs on it, for a master in this process, behind TCP, or at the other end
 * of a serial line.
 */
public final class SimulatedBus implements AutoCloseable {
  private static final int REOPEN_AFTER_MS = 500;

  private final EventLoopGroup loops;
  private final ThreadFactory readers;
  private final ChannelInitializer<Channel> packs;
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final BusListener listener;
  private volatile @Nullable Channel channel;
  private volatile @Nullable String told;
  private volatile boolean closed;

  private SimulatedBus(
      EventLoopGroup loops,
      ThreadFactory readers,
      PackDialect dialect,
      PackSource source,
      List<BusFault.Placed> faults,
      BusTiming timing,
      BusClock clock,
      BusListener listener) {
    this.loops = loops;
    this.readers = readers;
    this.listener = listener;
    PackSource present = source;
    for (BusFault.Placed placed : faults) {
      present = placed.fault().packs(present, placed.at());
    }
    PackSource packs = present;
    this.packs =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel connection) {
            connections.add(connection);
            ChannelPipeline line = connection.pipeline();
            line.addLast(new AsciiFrameDecoder(), new Transmitter(timing, clock));
            for (BusFault.Placed placed : faults) {
              ChannelHandler handler = placed.fault().handler(dialect, placed.at(), clock);
              if (handler != null) {
                line.addLast(handler);
              }
            }
            line.addLast(new PackResponder(dialect, packs));
          }
        };
  }

  /** Opens a bus as below, of whose serial port nobody is told. */
  public static SimulatedBus open(
      BusEndpoint endpoint,
      PackDialect dialect,
      PackSource source,
      BusTiming timing,
      BusClock clock,
      EventLoopGroup loops,
      ThreadFactory readers) {
    return open(endpoint, dialect, source, timing, clock, loops, readers, BusListener.NONE);
  }

  /** Opens a bus as below, without a fault. */
  public static SimulatedBus open(
      BusEndpoint endpoint,
      PackDialect dialect,
      PackSource source,
      BusTiming timing,
      BusClock clock,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusListener listener) {
    return open(endpoint, dialect, source, List.of(), timing, clock, loops, readers, listener);
  }

  /**
   * Puts packs on a bus: listens on a local name or a TCP port (0 for any), or opens a serial port
   * as the packs' end of the line, and opens it again when it went away.
   *
   * @param faults are on it from the first moment, the first nearest to the wire
   * @param timing whose baud rate paces the answers
   * @param loops of {@code LocalIoHandler} for a local endpoint, of NIO for TCP, of any kind for a
   *     serial port
   * @param readers makes the thread that blocks on a serial port
   * @param listener told on an event loop when a serial port is opened, and once per reason when it
   *     is lost or cannot be opened; a name or TCP port is listened on when this returns
   */
  public static SimulatedBus open(
      BusEndpoint endpoint,
      PackDialect dialect,
      PackSource source,
      List<BusFault.Placed> faults,
      BusTiming timing,
      BusClock clock,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusListener listener) {
    SimulatedBus bus =
        new SimulatedBus(loops, readers, dialect, source, faults, timing, clock, listener);
    if (endpoint instanceof BusEndpoint.Local) {
      BusEndpoint.Local local = (BusEndpoint.Local) endpoint;
      bus.listen(
          bus.server().channel(LocalServerChannel.class).bind(new LocalAddress(local.name())));
    } else if (endpoint instanceof BusEndpoint.Tcp) {
      BusEndpoint.Tcp tcp = (BusEndpoint.Tcp) endpoint;
      bus.listen(
          bus.server()
              .channel(NioServerSocketChannel.class)
              .bind(new InetSocketAddress(tcp.host(), tcp.port())));
    } else {
      bus.attach(endpoint);
    }
    return bus;
  }

  private ServerBootstrap server() {
    return new ServerBootstrap().group(loops).childHandler(packs);
  }

  private void listen(ChannelFuture bound) {
    channel = bound.syncUninterruptibly().channel();
  }

  /** Why a line ended, as far as the line itself says. */
  private static final class Ending extends ChannelInboundHandlerAdapter {
    private volatile @Nullable Throwable cause;

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
      cause = thrown;
      ctx.fireExceptionCaught(thrown);
    }
  }

  /** Opens the packs' end of a line, and again whenever it ends. */
  private void attach(BusEndpoint endpoint) {
    Ending ending = new Ending();
    ChannelInitializer<Channel> handlers =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel line) {
            line.pipeline().addLast(ending, packs);
          }
        };
    ChannelFuture connecting =
        endpoint.connect(new Bootstrap().group(loops).handler(handlers), readers);
    Channel line = connecting.channel();
    channel = line;
    if (closed) {
      line.close();
      return;
    }
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            opened(endpoint);
          }
        });
    line.closeFuture()
        .addListener(
            ended -> {
              if (!closed) {
                // A failed connection can be closed before its own listeners hear of it.
                lost(endpoint, connecting.isSuccess() ? ending.cause : connecting.cause());
                loops
                    .next()
                    .schedule(() -> attachAgain(endpoint), REOPEN_AFTER_MS, TimeUnit.MILLISECONDS);
              }
            });
  }

  private void opened(BusEndpoint endpoint) {
    told = null;
    if (!closed) {
      listener.portOpened(endpoint);
    }
  }

  private void lost(BusEndpoint endpoint, @Nullable Throwable cause) {
    String words = cause == null ? null : cause.getMessage();
    String why = words == null ? endpoint + " is gone" : words;
    if (!why.equals(told)) {
      told = why;
      listener.portLost(endpoint, why);
    }
  }

  private void attachAgain(BusEndpoint endpoint) {
    if (!closed) {
      attach(endpoint);
    }
  }

  /** The TCP port listened on; -1 where this is none. */
  public int port() {
    Channel listening = channel;
    return listening != null && listening.localAddress() instanceof InetSocketAddress
        ? ((InetSocketAddress) listening.localAddress()).getPort()
        : -1;
  }

  @Override
  public void close() {
    closed = true;
    Channel open = channel;
    if (open != null) {
      open.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
    connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
