package io.bankd.rs485.sim;

import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/** An adaptor whose receiver is on while it sends: every request comes back at once. */
final class Echo extends ChannelDuplexHandler {
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof AsciiFrame request) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(request.encode()));
    }
    ctx.fireChannelRead(message);
  }
}
