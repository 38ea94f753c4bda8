package io.bankd.daemon.view;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Draws a picture over itself in a terminal, the newest log lines below it; leaves the terminal as
 * it was.
 */
public final class Terminal implements AutoCloseable {
  private static final String ALTERNATE_SCREEN = "\u001b[?1049h\u001b[?25l\u001b[?7l";
  private static final String NORMAL_SCREEN = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final int LOG_LINES = 6;

  private final PrintStream out;
  private final Deque<String> log = new ArrayDeque<>();
  private boolean open = true;

  public Terminal(PrintStream out) {
    this.out = out;
    out.print(ALTERNATE_SCREEN);
    out.flush();
  }

  /** Whether the standard output is a terminal that can be drawn on. */
  public static boolean available() {
    String kind = System.getenv("TERM");
    return System.console() != null
        && isTerminal(System.console())
        && kind != null
        && !kind.equals("dumb");
  }

  /** From JDK 22 on there is a console object without a terminal; only then can it be asked. */
  private static boolean isTerminal(java.io.Console console) {
    try {
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  /** Adds a line to the log below the picture. */
  public synchronized void log(String line) {
    log.addLast(line);
    if (log.size() > LOG_LINES) {
      log.removeFirst();
    }
  }

  /** Draws. */
  public synchronized void draw(List<String> picture) {
    if (!open) {
      return;
    }
    List<String> lines = new ArrayList<>(picture);
    lines.add("");
    lines.addAll(log);
    StringBuilder text = new StringBuilder(HOME);
    lines.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append("\r\n"));
    out.print(text.append(CLEAR_BELOW));
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      out.print(NORMAL_SCREEN);
      out.flush();
    }
  }
}
