package io.bankd.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The currents of all packs in some minutes of one course, drawn under two rules. */
final class Picture {
  private static final int WIDTH = 900;
  private static final int LEFT = 60;
  private static final int PANEL = 220;
  private static final int GAP = 60;
  private static final double MOST = 100;

  private final int from;
  private final int to;
  private final StringBuilder svg = new StringBuilder();

  private Picture(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /**
   * An SVG of one course.
   *
   * @param from the first second shown
   * @param to the second after the last
   */
  static String of(Course course, int from, int to) {
    Picture picture = new Picture(from, to);
    picture.draw(course);
    return picture.svg.toString();
  }

  private void draw(Course course) {
    int height = 2 * (PANEL + GAP) + 50;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\">",
        WIDTH, height);
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
    String bank =
        "%d packs, inverter %.0f s late, seed %d"
            .formatted(course.packs(), course.lag(), course.seed());
    panel(
        40, "Limits of bank-daemon: " + bank, course, new Ours(course.packs(), course.learntLag()));
    panel(40 + PANEL + GAP, "Limits simply summed", course, Simple.summed(course.packs()));
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">minutes since the start</text>",
        (LEFT + WIDTH) / 2, height - 12);
    line("</svg>");
  }

  private void panel(int top, String title, Course course, Rule rule) {
    List<double[]> seconds = new ArrayList<>();
    new Run(course, rule).judged(bank -> seconds.add(bank.amperes.clone()));
    line("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", LEFT, top - 10, title);
    grid(top);
    for (int pack = 0; pack < course.packs(); pack++) {
      curve(top, pack, seconds);
    }
  }

  private void grid(int top) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>",
        LEFT, top, WIDTH - LEFT - 20, PANEL);
    for (int amperes = -100; amperes <= 100; amperes += 50) {
      boolean limit = Math.abs(amperes) == 50;
      line(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d A</text>",
          LEFT - 6, y(top, amperes) + 4, amperes);
      line(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>",
          LEFT,
          WIDTH - 20,
          y(top, amperes),
          y(top, amperes),
          limit ? "#c00000" : "#ddd",
          limit ? " stroke-width=\"1.5\" stroke-dasharray=\"6 4\"" : "");
    }
    for (int second = from; second <= to; second += 60) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
          x(second), top + PANEL + 17, second / 60);
    }
  }

  private void curve(int top, int pack, List<double[]> seconds) {
    StringBuilder points = new StringBuilder();
    for (int second = from; second < to; second++) {
      double amperes = seconds.get(second)[pack];
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(second), y(top, amperes)));
    }
    line(
        "<polyline fill=\"none\" stroke=\"hsl(%d,60%%,40%%)\" stroke-width=\"1\" points=\"%s\"/>",
        37 * pack % 360, points.toString().trim());
  }

  private double x(int second) {
    return LEFT + (double) (WIDTH - LEFT - 20) * (second - from) / (to - from);
  }

  private static double y(int top, double amperes) {
    return top + PANEL * (MOST - Math.max(-MOST, Math.min(MOST, amperes))) / (2 * MOST);
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
