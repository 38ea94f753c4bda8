package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks on a line by itself, again and again while the line is open. */
abstract class Unbidden extends ChannelDuplexHandler {
  private final Duration period;
  private final BusClock clock;
  private @Nullable Future<?> speaking;

  Unbidden(Duration period, BusClock clock) {
    this.period = period;
    this.clock = clock;
  }

  abstract void speak(ChannelHandlerContext ctx);

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    long nanos = Math.max(1, clock.realNanos(period));
    speaking =
        ctx.executor().scheduleAtFixedRate(() -> speak(ctx), nanos, nanos, TimeUnit.NANOSECONDS);
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Future<?> until = speaking;
    if (until != null) {
      until.cancel(false);
    }
    ctx.fireChannelInactive();
  }
}
