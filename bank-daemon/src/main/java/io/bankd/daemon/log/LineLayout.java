package io.bankd.daemon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Writes an event as lines: with journald's priority prefix under systemd (sd-daemon(3)), with time
 * and level elsewhere. Every line of a stack trace carries the prefix, or journald would take it
 * for another message.
 */
final class LineLayout {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final boolean journal;

  LineLayout(boolean journal) {
    this.journal = journal;
  }

  /**
   * The event as complete lines.
   *
   * @param leftOut how many like it were left out before it
   */
  String lines(ILoggingEvent event, int leftOut) {
    StringBuilder lines = new StringBuilder(160);
    String prefix = prefix(event);
    String more = leftOut == 0 ? "" : " (and " + leftOut + " more like it since the last line)";
    line(lines, prefix, printable(event.getFormattedMessage()) + more);
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      for (String line : ThrowableProxyUtil.asString(thrown).split("\\R")) {
        line(lines, prefix, line.replace('\t', ' '));
      }
    }
    return lines.toString();
  }

  private String prefix(ILoggingEvent event) {
    if (journal) {
      return "<" + priority(event.getLevel()) + ">";
    }
    String time = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
    return time + " " + String.format("%-5s", event.getLevel()) + " ";
  }

  private static int priority(Level level) {
    if (level.isGreaterOrEqual(Level.ERROR)) {
      return 3;
    }
    if (level.isGreaterOrEqual(Level.WARN)) {
      return 4;
    }
    return level.isGreaterOrEqual(Level.INFO) ? 6 : 7;
  }

  private static void line(StringBuilder lines, String prefix, String text) {
    lines.append(prefix).append(text).append('\n');
  }

  /** Text may come from the wire: control characters must not forge a second line. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '·' : c));
    return safe.toString();
  }
}
