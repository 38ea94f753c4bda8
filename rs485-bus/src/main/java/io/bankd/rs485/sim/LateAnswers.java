package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Packs that are slower than they should be, but within the 500 ms they are allowed. */
final class LateAnswers extends ChannelDuplexHandler {
  private static final Duration LATE = Duration.ofMillis(350);

  private final BusClock clock;

  LateAnswers(BusClock clock) {
    this.clock = clock;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ctx.executor()
        .schedule(
            () -> ctx.writeAndFlush(message, promise), clock.realNanos(LATE), TimeUnit.NANOSECONDS);
  }
}
