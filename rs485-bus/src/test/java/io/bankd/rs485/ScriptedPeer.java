package io.bankd.rs485;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.AsciiFrameDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalServerChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other end of a line, which does to each request what the test's script says next. */
final class ScriptedPeer {
  /** What happens when a request arrives. */
  interface Act {
    void on(ChannelHandlerContext line, AsciiFrame request);
  }

  static final Act SILENCE = (line, request) -> {};

  private final EventLoopGroup loops;
  private final LocalAddress name;
  private final Queue<Act> script = new ArrayDeque<>();
  private volatile @Nullable Channel listening;
  private volatile @Nullable Channel line;

  ScriptedPeer(EventLoopGroup loops, String name, Act... acts) {
    this.loops = loops;
    this.name = new LocalAddress(name);
    script.addAll(java.util.List.of(acts));
    listen();
  }

  static Act says(String characters) {
    return (line, request) -> line.writeAndFlush(Unpooled.copiedBuffer(characters, ISO_8859_1));
  }

  static Act says(AsciiFrame frame) {
    return says(new String(frame.encode(), ISO_8859_1));
  }

  /** One right after the other. */
  static Act says(AsciiFrame first, AsciiFrame second) {
    return (line, request) -> {
      says(first).on(line, request);
      says(second).on(line, request);
    };
  }

  static Act later(int millis, Act act) {
    return (line, request) ->
        line.executor().schedule(() -> act.on(line, request), millis, TimeUnit.MILLISECONDS);
  }

  static Act echoes(Act then) {
    return (line, request) -> {
      says(request).on(line, request);
      then.on(line, request);
    };
  }

  static Act hangsUp() {
    return (line, request) -> line.close();
  }

  void listen() {
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(LocalServerChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    line = channel;
                    channel.pipeline().addLast(new AsciiFrameDecoder(), new Actor());
                  }
                })
            .bind(name)
            .syncUninterruptibly()
            .channel();
  }

  private final class Actor extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object request) {
      Act next;
      synchronized (script) {
        next = script.poll();
      }
      if (next != null) {
        next.on(ctx, (AsciiFrame) request);
      }
    }
  }

  /** The line goes away and does not come back until {@link #listen}. */
  void vanish() {
    Channel server = listening;
    if (server != null) {
      server.close().syncUninterruptibly();
    }
    Channel open = line;
    if (open != null) {
      open.close().syncUninterruptibly();
    }
  }
}
