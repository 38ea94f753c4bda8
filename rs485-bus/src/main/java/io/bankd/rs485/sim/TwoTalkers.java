package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Two packs on one address: the second begins a little after the first, and where both drive the
 * line the lower bit wins. Every fourth time only one of them is quick enough.
 */
final class TwoTalkers extends ChannelDuplexHandler {
  private static final int LAG = 3;

  private final PackAddress at;
  private int answers;

  TwoTalkers(PackAddress at) {
    this.at = at;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    boolean both =
        message instanceof AsciiFrame frame && frame.adr() == at.value() && ++answers % 4 != 0;
    ctx.write(both ? together((AsciiFrame) message) : message, promise);
  }

  private static byte[] together(AsciiFrame frame) {
    byte[] first = frame.encode();
    byte[] both = new byte[first.length + LAG];
    for (int i = 0; i < both.length; i++) {
      byte one = i < first.length ? first[i] : -1;
      byte other = i < LAG ? -1 : first[i - LAG];
      both[i] = (byte) (one & other);
    }
    return both;
  }
}
