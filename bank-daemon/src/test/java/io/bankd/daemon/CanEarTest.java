package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Spacing;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.daemon.link.CanFinding;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is heard on a bus, and how often it is said. */
class CanEarTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Clock clock = Clock.real();
  private final CanDialect dialect = Dialects.named("pylon12").orElseThrow();
  private final LoopbackCanBus bus = new LoopbackCanBus("can0");
  private final LoopbackCanBus other = bus.join();
  private final Metrics metrics = new Metrics("test");
  private final CanFindings findings = new CanFindings(metrics, "house", "can0");
  private final CanLink link = new CanLink("can0");
  private final CanCounters counters = new CanCounters(metrics, "house", "can0");
  private final CanEar ear = new CanEar(clock, bus, dialect, counters, link, findings, null);
  private final Loops loops = new Loops(clock);
  private final Logger log = (Logger) LoggerFactory.getLogger(CanFindings.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    bus.close();
    loops.close();
    log.detachAppender(lines);
    log.setLevel(null);
  }

  private void until(BooleanSupplier condition) {
    Moment end = clock.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(clock.now().isBefore(end)).as("in time").isTrue();
      Thread.onSpinWait();
    }
  }

  private double foreign() {
    return metrics.frames("house", "can0", "in", "foreign_bms").count();
  }

  @Test
  void anotherBmsIsAFindingThatIsSaidOnceHoweverMuchItTalks() {
    loops.start("ear", ear);
    for (int i = 0; i < 50; i++) {
      other.send(List.of(CanFrame.ofHex(0x351, "3002F401F401C201")), Spacing.none());
    }
    until(() -> foreign() == 50 && !findings.all().isEmpty());

    assertThat(findings.all().values())
        .containsExactly(
            "another BMS speaks on this CAN bus: it sends 0x351, which only this bank may send;"
                + " unplug it from the inverter's CAN port or switch its CAN output off");
    assertThat(lines.list).hasSize(1);
    assertThat(metrics.scrape())
        .contains(
            "bank_can_finding{bank=\"house\",finding=\"foreign_bms\",interface=\"can0\"} 1.0");
  }

  @Test
  void aFrameHeardMeansThatTheBusWorks() {
    link.fails("can0 is down");
    loops.start("ear", ear);
    other.send(List.of(CanFrame.of(0x305, new byte[8])), Spacing.none());
    until(() -> ear.report().up());

    assertThat(link.isWorking()).isTrue();
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aFindingThatLastsIsSaidAgainOnceAnHourAndItsEndOnce() {
    for (int minute = 0; minute <= 125; minute++) {
      Moment at = Moment.ofMillis(minute * 60_000L);
      findings.note(CanFinding.BIT_RATE, Optional.of("can0 runs at 250000 bit/s"), at);
    }
    assertThat(lines.list).hasSize(3);
    for (int minute = 126; minute < 130; minute++) {
      findings.note(CanFinding.BIT_RATE, Optional.empty(), Moment.ofMillis(minute * 60_000L));
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .last()
        .isEqualTo("can0: over: can0 runs at 250000 bit/s");
    assertThat(lines.list).hasSize(4);
  }
}
