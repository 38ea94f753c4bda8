package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.check.Capture.Heard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Suspects two batteries under one identifier: what it says then jumps to and fro with every frame,
 * while each second frame goes on where the last but one was.
 */
final class Senders {
  /** Three to and fro: less may be chance. */
  private static final int ENOUGH = 6;

  /** How much more neighbours differ than every second frame does. */
  private static final int CLEARLY = 5;

  /** What no single battery jumps by with every frame; the current may. */
  private static final Map<String, Double> NOTABLE =
      Map.of(
          "cvl_v", 0.3,
          "dvl_v", 0.3,
          "ccl_a", 2.0,
          "dcl_a", 2.0,
          "soc", 2.0,
          "soh", 2.0,
          "voltage_v", 0.3,
          "temp_c", 2.0,
          "modules", 1.0,
          "online", 1.0);

  private Senders() {}

  /** Looks at the frames of one identifier. */
  static void look(
      CanDialect dialect, int id, List<Heard> frames, Optional<Period> period, Findings findings) {
    List<Map<String, Object>> said =
        frames.stream()
            .map(Heard::frame)
            .map((CanFrame frame) -> dialect.decode(frame).orElse(Map.of()))
            .toList();
    if (said.size() < ENOUGH) {
      return;
    }
    said.get(0).keySet().stream()
        .filter(name -> toAndFro(said, name))
        .findFirst()
        .ifPresent(
            name ->
                findings.harm(
                    "senders" + id,
                    "0x%03X jumps to and fro with every frame%s: %s is %s, then %s, then %s again: do two batteries send it? Only one may; switch the other off"
                        .formatted(
                            id,
                            period
                                .map(p -> String.format(Locale.ROOT, " (every %.2f s)", p.mean()))
                                .orElse(""),
                            name,
                            told(said.get(0), name),
                            told(said.get(1), name),
                            told(said.get(2), name))));
  }

  private static String told(Map<String, Object> said, String name) {
    return String.valueOf(said.get(name));
  }

  private static boolean toAndFro(List<Map<String, Object>> said, String name) {
    boolean number = said.get(0).get(name) instanceof Number;
    Double least = number ? NOTABLE.get(name) : Double.valueOf(0.8);
    if (least == null) {
      return false;
    }
    double next = apart(said, name, 1);
    double second = apart(said, name, 2);
    return next >= least && next > CLEARLY * second;
  }

  /** How far frames are apart on average, that are so many places apart; 1 is “not the same”. */
  private static double apart(List<Map<String, Object>> said, String name, int places) {
    return IntStream.range(places, said.size())
        .mapToDouble(i -> distance(said.get(i - places).get(name), said.get(i).get(name)))
        .average()
        .orElse(0);
  }

  private static double distance(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return Math.abs(a.doubleValue() - b.doubleValue());
    }
    return Objects.equals(one, other) ? 0 : 1;
  }
}
