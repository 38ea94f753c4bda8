package io.bankd.daemon.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.function.ObjIntConsumer;

/** Passes events on to a sink, repeats left out and counted. */
final class LimitedAppender extends AppenderBase<ILoggingEvent> {
  private static final String STATE_CHANGES = "io.bankd.bank";

  private final RepeatLimit limit = new RepeatLimit();
  private final ObjIntConsumer<ILoggingEvent> sink;

  LimitedAppender(ObjIntConsumer<ILoggingEvent> sink) {
    this.sink = sink;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLoggerName().equals(STATE_CHANGES)) {
      // A change that is left out makes the next one a lie.
      sink.accept(event, 0);
      return;
    }
    Object[] arguments = event.getArgumentArray();
    // Of one kind: the same sentence about the same thing. Figures further on may differ.
    String about = arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
    int leftOut = limit.admit(event.getMessage() + '\n' + about, System.nanoTime());
    if (leftOut != RepeatLimit.LEFT_OUT) {
      sink.accept(event, leftOut);
    }
  }
}
