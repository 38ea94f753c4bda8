package io.bankd.rs485.sim;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/** A gateway set to Telnet with RFC 2217: it begins to negotiate with whoever calls. */
final class TelnetGreeting extends ChannelDuplexHandler {
  /** Will suppress go-ahead, will echo, do binary, do port control (option 44). */
  private static final int[] GREETING = {
    0xFF, 0xFB, 3, 0xFF, 0xFB, 1, 0xFF, 0xFD, 0, 0xFF, 0xFD, 44
  };

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    byte[] greeting = new byte[GREETING.length];
    for (int i = 0; i < greeting.length; i++) {
      greeting[i] = (byte) GREETING[i];
    }
    ctx.writeAndFlush(Unpooled.wrappedBuffer(greeting));
    ctx.fireChannelActive();
  }
}
