package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** A pack that answers at one address and signs with another. */
final class WrongName extends ChannelDuplexHandler {
  private final PackAddress at;
  private final PackAddress signs;

  WrongName(PackAddress at, PackAddress signs) {
    this.at = at;
    this.signs = signs;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    boolean its = message instanceof AsciiFrame frame && frame.adr() == at.value();
    ctx.write(its ? signed((AsciiFrame) message) : message, promise);
  }

  private AsciiFrame signed(AsciiFrame answer) {
    byte[] info = answer.info().bytes(answer.infoLength());
    return AsciiFrame.of(answer.ver(), signs.value(), answer.cid1(), answer.code(), info);
  }
}
