package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Answers as a TCP gateway passes them on: collected, and let go in pieces with pauses between. */
final class Pieces extends ChannelDuplexHandler {
  private static final Duration EVERY = Duration.ofMillis(110);
  private static final int CHARACTERS = 53;

  private final BusClock clock;
  private long freeAt;

  Pieces(BusClock clock) {
    this.clock = clock;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof AsciiFrame answer) {
      byte[] characters = answer.encode();
      // One line behind it: what comes too soon waits, and is not mixed in.
      long begin = Math.max(now(), freeAt);
      int pieces = (characters.length + CHARACTERS - 1) / CHARACTERS;
      freeAt = begin + pieces * EVERY.toNanos();
      send(ctx, characters, 0, begin + EVERY.toNanos());
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private long now() {
    return clock.nanoTime().getAsLong();
  }

  private void send(ChannelHandlerContext ctx, byte[] answer, int from, long due) {
    int to = Math.min(from + CHARACTERS, answer.length);
    ctx.executor()
        .schedule(
            () -> {
              ctx.writeAndFlush(Unpooled.wrappedBuffer(Arrays.copyOfRange(answer, from, to)));
              if (to < answer.length) {
                send(ctx, answer, to, due + EVERY.toNanos());
              }
            },
            clock.realNanos(Duration.ofNanos(due - now())),
            TimeUnit.NANOSECONDS);
  }
}
