package io.bankd.rs485.scan;

import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How well and how fast packs answer. */
final class AnswerChecks {
  /** What a pack may take to begin its answer before somebody should look, AM5000s take 20–30. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private static final int REQUEST = 20;

  /** Percent of all answers. */
  private static final int SOME = 2;

  private static final int MANY = 10;

  private AnswerChecks() {}

  static List<Check> of(ScanRecord record, Tally tally) {
    List<Check> checks = new ArrayList<>(losses(record, tally));
    checks.addAll(latency(record, tally));
    return checks;
  }

  private static List<Check> losses(ScanRecord record, Tally tally) {
    List<Check> checks = new ArrayList<>();
    int answers = 0;
    int bad = 0;
    for (PackTally pack : tally.packs()) {
      int all = pack.good() + pack.bad();
      if (!pack.answers()) {
        continue;
      }
      answers += all;
      bad += pack.bad();
      if (pack.bad() * 100 > SOME * all) {
        Verdict verdict = pack.bad() * 100 > MANY * all ? Verdict.FAIL : Verdict.ATTENTION;
        Check check = new Check("answers", verdict, pack.address(), losses(pack, all));
        checks.add(LineChecks.unlessDisturbed(record, check));
      }
    }
    if (checks.isEmpty()) {
      String all =
          answers + " answers, " + (bad == 0 ? "every one of them sound" : bad + " not sound");
      checks.add(Check.pass("answers", all));
    }
    return checks;
  }

  private static String losses(PackTally pack, int all) {
    List<String> parts = new ArrayList<>();
    add(parts, pack.damaged(), "damaged");
    add(parts, pack.silent(), "not given");
    for (Map.Entry<Refusal, Integer> refused : pack.refusals().entrySet()) {
      add(parts, refused.getValue(), "not believed (" + refused.getKey().sentence() + ")");
    }
    return "of "
        + all
        + " answers of pack "
        + pack.address()
        + " "
        + String.join(", ", parts)
        + ": look at its plug and cable, and at what is said above";
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " were " + what);
    }
  }

  private static List<Check> latency(ScanRecord record, Tally tally) {
    BusTiming timing = record.way().timing();
    int longest = REQUEST + record.way().dialect().largestReply(Kind.ANALOG);
    Duration most = timing.wire(longest).plus(SLOW);
    List<PackTally> slow = new ArrayList<>();
    List<Duration> all = new ArrayList<>();
    for (PackTally pack : tally.packs()) {
      all.addAll(pack.roundTrips());
      Duration median = pack.median();
      if (median != null && median.compareTo(most) > 0) {
        slow.add(pack);
      }
    }
    all.sort(Duration::compareTo);
    if (slow.isEmpty()) {
      return all.isEmpty() ? List.of() : List.of(Check.pass("latency", spread(all)));
    }
    String which =
        slow.stream().map(pack -> pack.address().toString()).collect(Collectors.joining(", "));
    return List.of(
        Check.attention(
            "latency",
            null,
            "slow answers from "
                + which
                + " ("
                + spread(all)
                + "). A pack begins within 30 ms, and after 500 ms it counts as silent: through a"
                + " gateway, shorten its packing time; else ask the packs less often or update"
                + " their firmware"));
  }

  /** “measurements take 182…230 ms, half of them less than 190 ms”. */
  private static String spread(List<Duration> sorted) {
    return "measurements take "
        + sorted.get(0).toMillis()
        + "…"
        + sorted.get(sorted.size() - 1).toMillis()
        + " ms, half of them less than "
        + (sorted.get(sorted.size() / 2).toMillis() + 1)
        + " ms";
  }
}
