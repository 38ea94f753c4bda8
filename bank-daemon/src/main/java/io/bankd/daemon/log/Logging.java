package io.bankd.daemon.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up Logback from code: one sink, plain lines or journald's, repeats limited. */
public final class Logging {
  private Logging() {}

  /** Lines to standard error, in journald's form where systemd says that it listens. */
  public static void toStandardError(String level) {
    boolean journal = System.getenv("JOURNAL_STREAM") != null;
    LineLayout layout = new LineLayout(journal);
    install(level, (event, leftOut) -> System.err.print(layout.lines(event, leftOut)));
  }

  /** Lines to {@code sink}, for a screen that shows them in a place of their own. */
  public static void to(Consumer<String> sink, String level) {
    LineLayout layout = new LineLayout(false);
    install(level, (event, leftOut) -> sink.accept(layout.lines(event, leftOut).stripTrailing()));
  }

  /** Writes what is still queued; to be called last. */
  public static void close() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static void install(String level, ObjIntConsumer<ILoggingEvent> sink) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LimitedAppender appender = new LimitedAppender(sink);
    appender.setContext(context);
    appender.start();
    // A reader of the log that has stopped reading must not stop the thread that tells the
    // inverter.
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setNeverBlock(true);
    queue.setDiscardingThreshold(0);
    queue.setQueueSize(1024);
    queue.addAppender(appender);
    queue.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(queue);
    context.getLogger("io.bankd").setLevel(Level.toLevel(level));
  }
}
