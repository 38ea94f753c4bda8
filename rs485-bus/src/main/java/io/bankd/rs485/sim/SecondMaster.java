package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/** Asks one pack after the other, whoever else is talking; the packs answer. */
final class SecondMaster extends Unbidden {
  private static final Duration PERIOD = Duration.ofMillis(600);

  private final PackDialect dialect;
  private int address = 1;

  SecondMaster(PackDialect dialect, BusClock clock) {
    super(PERIOD, clock);
    this.dialect = dialect;
  }

  @Override
  void speak(ChannelHandlerContext ctx) {
    address = address == 15 ? 2 : address + 1;
    PackQuestion question = new PackQuestion(PackAddress.of(address), PackQuestion.Kind.STATUS);
    AsciiFrame request = dialect.ask(question);
    ctx.writeAndFlush(Unpooled.wrappedBuffer(request.encode()));
    ctx.fireChannelRead(request);
  }
}
