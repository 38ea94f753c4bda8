package io.bankd.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineLayoutTest {
  private final Logger logger = new LoggerContext().getLogger("io.bankd.Test");

  @Test
  void underSystemdALineBeginsWithItsPriority() {
    LineLayout journal = new LineLayout(true);

    assertThat(journal.lines(event(Level.ERROR, "no pack", null), 0)).isEqualTo("<3>no pack\n");
    assertThat(journal.lines(event(Level.WARN, "one pack", null), 0)).isEqualTo("<4>one pack\n");
    assertThat(journal.lines(event(Level.INFO, "fine", null), 0)).isEqualTo("<6>fine\n");
    assertThat(journal.lines(event(Level.DEBUG, "bytes", null), 0)).isEqualTo("<7>bytes\n");
  }

  @Test
  void everyLineOfAStackTraceHasThePriority() {
    String lines =
        new LineLayout(true).lines(event(Level.ERROR, "failed", new IllegalStateException("x")), 0);

    assertThat(lines.lines()).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("<3>"));
  }

  @Test
  void elsewhereALineBeginsWithTimeAndLevel() {
    assertThat(new LineLayout(false).lines(event(Level.WARN, "one pack", null), 0))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  one pack\n");
  }

  @Test
  void textFromTheWireCannotForgeALine() {
    assertThat(new LineLayout(true).lines(event(Level.INFO, "serial A\n<0>all is lost", null), 0))
        .isEqualTo("<6>serial A·<0>all is lost\n");
  }

  @Test
  void whatWasLeftOutIsSaid() {
    assertThat(new LineLayout(true).lines(event(Level.INFO, "noise", null), 17))
        .isEqualTo("<6>noise (and 17 more like it since the last line)\n");
  }

  private LoggingEvent event(Level level, String message, @Nullable Throwable thrown) {
    return new LoggingEvent("test", logger, level, message, thrown, null);
  }
}
