package io.bankd.history;

/** A short text of printable ASCII as whole numbers, eight characters in each. */
public final class FigureText {
  /** A longer text is cut. */
  public static final int LONGEST = 40;

  private static final int EACH = 8;

  private FigureText() {}

  /** The text as figures “0”, “1”…; none for an empty one. */
  public static Figures of(String text) {
    Figures figures = Figures.NONE;
    String kept = text.substring(0, Math.min(LONGEST, text.length()));
    for (int from = 0; from < kept.length(); from += EACH) {
      long packed = 0;
      for (int i = from; i < from + EACH; i++) {
        packed = packed << 8 | (i < kept.length() ? kept.charAt(i) & 0x7F : 0);
      }
      figures = figures.with(Integer.toString(from / EACH), packed);
    }
    return figures;
  }

  /** The text again; empty where none or nonsense was kept. */
  public static String in(Figures figures) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < LONGEST / EACH; n++) {
      long packed = figures.get(Integer.toString(n), 0);
      for (int shift = 8 * (EACH - 1); shift >= 0; shift -= 8) {
        int character = (int) (packed >> shift & 0xFF);
        if (character == 0) {
          return text.toString();
        }
        if (character < ' ' || character > '~') {
          return "";
        }
        text.append((char) character);
      }
    }
    return text.toString();
  }
}
