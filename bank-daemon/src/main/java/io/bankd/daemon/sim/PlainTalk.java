package io.bankd.daemon.sim;

import io.bankd.bank.BankLimits;
import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.view.Screen;
import io.bankd.limit.LimitReason;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A simulation in lines, where there is no screen to draw on: the bank every five seconds, a
 * limit's reason when another rule or another pack makes it, and at least once a minute.
 */
final class PlainTalk {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration REPEATED = Duration.ofMinutes(1);

  /* What a limit's reason was, and when it was said. */
  private record Said(LimitReason reason, Duration at) {}

  private final PrintStream out;
  private final Map<String, Said> said = new HashMap<>();
  private @Nullable Duration last;

  PlainTalk(PrintStream out) {
    this.out = out;
  }

  /**
   * Says what is due.
   *
   * @param excess how far the inverter goes beyond the limits
   * @param elapsed since the start of the scenario
   */
  void about(BankSnapshot snapshot, List<String> excess, Duration elapsed) {
    Duration before = last;
    if (before != null && elapsed.minus(before).compareTo(PERIOD) < 0) {
      return;
    }
    last = elapsed;
    out.println(Screen.line(snapshot));
    BankLimits limits = snapshot.limits();
    reason("CCL", limits.cclReason(), elapsed);
    reason("DCL", limits.dclReason(), elapsed);
    reason("CVL", limits.cvlReason(), elapsed);
    excess.forEach(line -> out.println("  " + line));
  }

  private void reason(String limit, LimitReason reason, Duration now) {
    Said before = said.get(limit);
    boolean news =
        before == null
            || !before.reason.rule().equals(reason.rule())
            || !Objects.equals(before.reason.pack(), reason.pack())
            || now.minus(before.at).compareTo(REPEATED) >= 0;
    if (news) {
      out.println("  " + limit + "  " + reason);
      said.put(limit, new Said(reason, now));
    }
  }
}
