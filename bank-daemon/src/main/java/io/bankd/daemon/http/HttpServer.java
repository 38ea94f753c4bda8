package io.bankd.daemon.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves a few read-only pages; nothing it is sent can change anything.
 *
 * <p>It has an event loop of its own and takes values that are already made, so that a slow or
 * hostile client costs the bus and the inverter nothing.
 */
public final class HttpServer implements AutoCloseable {
  /** More clients than a scraper, a dashboard and a curious person need. */
  static final int MOST_CONNECTIONS = 16;

  private static final int LARGEST_REQUEST = 8 * 1024;
  private static final int READ_TIMEOUT_SECONDS = 5;

  private final Channel channel;

  private HttpServer(Channel channel) {
    this.channel = channel;
  }

  /**
   * Binds and serves.
   *
   * @param port 0 takes a free one
   * @param pages by path, {@code /metrics} and the like
   * @throws IOException in words, when the address cannot be bound
   */
  public static HttpServer start(
      EventLoopGroup group, String bind, int port, Map<String, Page> pages) throws IOException {
    AtomicInteger connections = new AtomicInteger();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                      client.close();
                    }
                    client.closeFuture().addListener(closed -> connections.decrementAndGet());
                    client
                        .pipeline()
                        .addLast(new ReadTimeoutHandler(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS))
                        .addLast(new HttpServerCodec(1024, LARGEST_REQUEST, LARGEST_REQUEST))
                        .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
                        .addLast(new HttpContentCompressor())
                        .addLast(new PageHandler(pages));
                  }
                });
    var bound = bootstrap.bind(new InetSocketAddress(bind, port)).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot serve metrics on "
              + bind
              + ":"
              + port
              + ": "
              + bound.cause().getMessage()
              + "; is another instance running? choose another http.port, or http.enabled: false");
    }
    return new HttpServer(bound.channel());
  }

  /** The port in use. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
