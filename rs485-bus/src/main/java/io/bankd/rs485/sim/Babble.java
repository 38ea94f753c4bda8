package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/** A pack that says its measurements again and again without being asked. */
final class Babble extends Unbidden {
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final PackDialect dialect;
  private final PackAddress at;

  Babble(PackDialect dialect, PackAddress at, BusClock clock) {
    super(PERIOD, clock);
    this.dialect = dialect;
    this.at = at;
  }

  @Override
  void speak(ChannelHandlerContext ctx) {
    ctx.fireChannelRead(dialect.ask(new PackQuestion(at, PackQuestion.Kind.ANALOG)));
  }
}
