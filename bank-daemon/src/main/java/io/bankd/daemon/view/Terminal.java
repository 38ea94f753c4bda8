package io.bankd.daemon.view;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  private static final int USUAL_HEIGHT = 24;

  /** Drawings between two looks at the window's size. */
  private static final int MEASURE_EVERY = 10;

  private final PrintStream out;
  private final Deque<String> log = new ArrayDeque<>();
  private boolean open = true;
  private int drawn;
  private int height = USUAL_HEIGHT;

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

  /**
   * Draws what fits: all of {@code head}, then the log, and of the rows as many as there is room
   * for.
   */
  public synchronized void draw(List<String> head, List<String> rows) {
    if (!open) {
      return;
    }
    if (drawn++ % MEASURE_EVERY == 0) {
      height = height();
    }
    int logLines = Math.min(log.size(), Math.max(1, Math.min(LOG_LINES, height - head.size() - 6)));
    int room = Math.max(1, height - head.size() - logLines - 2);
    List<String> lines = new ArrayList<>(head);
    boolean all = rows.size() <= room;
    lines.addAll(all ? rows : rows.subList(0, room - 1));
    if (!all) {
      lines.add("  … " + (rows.size() - room + 1) + " more, in a taller window");
    }
    lines.add("");
    lines.addAll(List.copyOf(log).subList(log.size() - logLines, log.size()));
    StringBuilder text = new StringBuilder(HOME);
    String separator = "";
    for (String line : lines) {
      text.append(separator).append(line).append(CLEAR_TO_END_OF_LINE);
      separator = "\r\n";
    }
    out.print(text.append(CLEAR_BELOW));
    out.flush();
  }

  /** The window's height in lines; Java does not know it, stty does. */
  private static int height() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Math.max(12, Integer.parseInt(size.strip().split(" ")[0]));
    } catch (IOException | NumberFormatException noStty) {
      return USUAL_HEIGHT;
    }
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
