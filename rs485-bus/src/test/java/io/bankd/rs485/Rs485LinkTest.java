package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.pace.PaceDialect;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of what a line brings while nobody takes it. */
@Timeout(30)
class Rs485LinkTest {
  /** An idle bank sleeps for months, and another master goes on talking. */
  @Test
  void whileNobodyListensOnlyTheNewestIsKept() throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    AsciiFrame said = AsciiFrame.of(0x25, 2, 0x46, 0, (byte) 7);
    ScriptedPeer.Act talks =
        (line, request) -> {
          for (int i = 0; i < 10 * Rs485Link.MOST_HEARD; i++) {
            ScriptedPeer.says(said).on(line, request);
          }
          ScriptedPeer.hangsUp().on(line, request);
        };
    ScriptedPeer peer = new ScriptedPeer(loops, "asleep", talks);
    Rs485Link link =
        new Rs485Link(
            new BusEndpoint.Local("asleep"),
            loops,
            Thread::new,
            BusClock.real(System::nanoTime),
            LineTap.NONE);
    assertThat(link.awaitOpen()).isNull();
    PackQuestion question = new PackQuestion(PackAddress.of(2), Kind.COUNT);
    link.send(new PaceDialect().ask(question).encode(), System.nanoTime());
    link.awaitClosed();

    List<Heard> kept = new ArrayList<>();
    do {
      Heard next = link.poll(TimeUnit.SECONDS.toNanos(10));
      assertThat(next).isNotNull();
      kept.add(next);
    } while (!(kept.get(kept.size() - 1) instanceof Heard.Gone));
    assertThat(kept).hasSizeBetween(2, Rs485Link.MOST_HEARD + 1);
    peer.vanish();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
