package io.bankd.rs485.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.pace.PaceDialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PackResponderTest {
  private static final StillPacks PACKS = StillPacks.at(address -> true);

  private final EmbeddedChannel line = new EmbeddedChannel();
  private long now;
  private int looks;

  /** The thread is held up for 50 ms right after its second look at the clock. */
  private long look() {
    long seen = now;
    if (++looks == 2) {
      pass(50);
    }
    return seen;
  }

  private void pass(int millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    line.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
  }

  @Test
  void anAnswerStaysInOrderOnABusyMachine() {
    PaceDialect dialect = new PaceDialect();
    PackQuestion question = new PackQuestion(PackAddress.of(2), Kind.SERIAL);
    PackIdentity identity = Objects.requireNonNull(PACKS.identity(PackAddress.of(2)));
    BusClock clock = BusClock.real(this::look);
    line.freezeTime();
    line.pipeline()
        .addLast(
            new Transmitter(BusTiming.serial(9600), clock),
            new PackResponder(dialect, PACKS, new SimulatedSettings()));
    line.writeInbound(dialect.ask(question));
    ByteBuf heard = Unpooled.buffer();
    for (int i = 0; i < 500; i++) {
      pass(1);
      line.runScheduledPendingTasks();
      for (ByteBuf chunk = line.readOutbound(); chunk != null; chunk = line.readOutbound()) {
        heard.writeBytes(chunk);
        chunk.release();
      }
    }
    byte[] answer = new byte[heard.readableBytes()];
    heard.readBytes(answer).release();
    assertThat(answer).isEqualTo(dialect.answer(question, identity).encode());
  }
}
