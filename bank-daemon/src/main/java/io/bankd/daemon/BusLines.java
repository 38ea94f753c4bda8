package io.bankd.daemon;

import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.Rs485Master;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;

/** What the masters of all buses share: event loops, reader threads, and the clock. */
public record BusLines(EventLoopGroup group, ThreadFactory readers, BusClock clock) {

  public static BusLines of(EventLoopGroup group, Clock clock) {
    return new BusLines(
        group, new DefaultThreadFactory("serial", true), new BusClock(clock::nanos, clock.speed()));
  }

  /** A master that opens its line with the first question. */
  public Rs485Master master(
      BusEndpoint endpoint, PackDialect dialect, BusTiming timing, BusListener listener) {
    return new Rs485Master(endpoint, dialect, timing, group, readers, clock, listener);
  }
}
