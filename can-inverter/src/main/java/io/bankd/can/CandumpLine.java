package io.bankd.can;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line as can-utils print it, read back: a frame, or a sentence why it is none.
 *
 * <p>Understood are candump with and without a time stamp and the direction columns of {@code -x},
 * the log lines of {@code candump -L}, and the bare form of cansend.
 */
public sealed interface CandumpLine {

  /**
   * The line is a frame.
   *
   * @param iface the interface, empty in the bare form
   * @param seconds the time stamp as printed, empty when there is none
   */
  record Parsed(CanFrame frame, String iface, String seconds) implements CandumpLine {
    @Override
    public Optional<CanFrame> readable() {
      return Optional.of(frame);
    }
  }

  /**
   * The line is no frame of ours.
   *
   * @param why a sentence for the person who wrote it
   */
  record Unreadable(String why) implements CandumpLine {
    @Override
    public Optional<CanFrame> readable() {
      return Optional.empty();
    }
  }

  /** The frame, if there is one. */
  Optional<CanFrame> readable();

  /** Reads one line; never throws. */
  static CandumpLine parse(String line) {
    Matcher log = Forms.LOG.matcher(line);
    if (log.matches()) {
      return read(log, null);
    }
    Matcher dump = Forms.DUMP.matcher(line);
    if (dump.matches()) {
      return read(dump, dump.group("length"));
    }
    return new Unreadable(
        "not a CAN frame: “"
            + line.strip()
            + "”; expected “can0  351   [8]  30 02 …” or “351#3002…”");
  }

  private static CandumpLine read(Matcher match, @Nullable String length) {
    String id = match.group("id");
    String hex = match.group("data").replaceAll("[\\s.]", "");
    if (id.length() > 3) {
      return new Unreadable("identifier " + id + " has 29 bits; the dialects here use 11");
    }
    if (Integer.parseInt(id, 16) > CanFrame.MAX_ID) {
      return new Unreadable("identifier " + id + " is above 7FF, the highest of 11 bits");
    }
    if (hex.startsWith("R") || hex.startsWith("remote")) {
      return new Unreadable("frame " + id + " is a remote request and carries no data");
    }
    if (hex.startsWith("#")) {
      return new Unreadable("frame " + id + " is CAN FD; the dialects here are classic CAN");
    }
    if (!Forms.HEX.matcher(hex).matches()) {
      return new Unreadable(
          "the data of frame " + id + " are no whole bytes in hexadecimal: " + hex);
    }
    if (hex.length() > 16) {
      return new Unreadable("frame " + id + " carries " + hex.length() / 2 + " bytes; CAN has 8");
    }
    if (length != null && Integer.parseInt(length) != hex.length() / 2) {
      return new Unreadable(
          "frame %s says [%s] but carries %d bytes".formatted(id, length, hex.length() / 2));
    }
    String iface = Optional.ofNullable(match.group("iface")).orElse("");
    String seconds = Optional.ofNullable(match.group("time")).orElse("");
    byte[] data = HexFormat.of().parseHex(hex);
    return new Parsed(CanFrame.of(Integer.parseInt(id, 16), data), iface, seconds);
  }

  /** The two shapes a line can have. */
  final class Forms {
    private static final String TIME = "\\s*(?:\\((?<time>[^)]*)\\)\\s+)?";
    // candump -L and cansend; a trailing R or T is the direction that candump -x adds.
    static final Pattern LOG =
        Pattern.compile(
            TIME
                + "(?:(?<iface>\\S+)\\s+)?(?<id>\\p{XDigit}{3}|\\p{XDigit}{8})"
                + "#(?<data>\\S*)(?:\\s+[RT])?\\s*");
    static final Pattern DUMP =
        Pattern.compile(
            TIME
                + "(?<iface>\\S+)\\s+(?:[RT]X\\s+\\S+\\s+\\S+\\s+)?"
                + "(?<id>\\p{XDigit}{3}|\\p{XDigit}{8})\\s+\\[(?<length>\\d{1,2})\\]"
                + "(?<data>(?:\\s+(?:\\p{XDigit}{2}|remote request))*)(?:\\s+'.*')?\\s*");
    static final Pattern HEX = Pattern.compile("(?:\\p{XDigit}{2})*");

    private Forms() {}
  }
}
