package io.bankd.daemon;

import io.bankd.daemon.link.CanFinding;
import io.bankd.daemon.link.IpLink;
import io.bankd.daemon.link.LinkDetails;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how an interface is set up: at the start, soon after there was new trouble, and now and
 * then. Used by the thread that listens, which can wait.
 */
final class LinkWatch {
  /** No two looks are closer: 10 s. */
  static final Duration SOON = Duration.ofSeconds(10);

  /** While something is wrong, a look a minute shows when it no longer is. */
  static final Duration WHILE_WRONG = Duration.ofMinutes(1);

  static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

  private static final Set<CanFinding> OURS =
      EnumSet.of(
          CanFinding.NOT_CAN,
          CanFinding.BIT_RATE,
          CanFinding.LISTEN_ONLY,
          CanFinding.NO_RESTART,
          CanFinding.BUS_OFF);
  private static final Logger LOG = LoggerFactory.getLogger(LinkWatch.class);

  private final Function<String, IpLink.Look> looking;
  private final String can;
  private final CanFindings findings;
  private @Nullable Moment looked;
  private boolean wrong;
  private boolean news;
  private String trouble = "";
  private String seen = "";

  /**
   * A watch that has not looked yet.
   *
   * @param looking asks the kernel; may take seconds
   */
  LinkWatch(Function<String, IpLink.Look> looking, String can, CanFindings findings) {
    this.looking = looking;
    this.can = can;
    this.findings = findings;
  }

  /** The controller has reported something. */
  void trouble() {
    news = true;
  }

  /**
   * Looks if it is time to.
   *
   * @param now on a monotonic clock
   * @param fails why nothing goes out; empty while it does
   */
  void turn(String fails, Moment now) {
    news |= !fails.equals(trouble);
    trouble = fails;
    Moment last = looked;
    Duration wait = news ? SOON : wrong || !trouble.isEmpty() ? WHILE_WRONG : NOW_AND_THEN;
    if (last == null || now.since(last).compareTo(wait) >= 0) {
      looked = now;
      news = false;
      look(now);
    }
  }

  private void look(Moment now) {
    IpLink.Look look = looking.apply(can);
    Map<CanFinding, String> found = look.details().map(LinkDetails::findings).orElse(Map.of());
    wrong = !found.isEmpty();
    OURS.forEach(f -> findings.note(f, Optional.ofNullable(found.get(f)), now));
    String words = look.details().map(LinkDetails::toString).orElse(look.words());
    if (!words.equals(seen)) {
      seen = words;
      LOG.info("{}", words);
    }
  }
}
