package io.bankd.daemon;

import io.bankd.daemon.link.CanFinding;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with one CAN output, in words: said in the log when it begins, when its words
 * change, and once an hour while it lasts. Any thread may use it.
 */
final class CanFindings {
  static final Duration AGAIN = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(CanFindings.class);

  private record Standing(String words, Moment said) {}

  private final String can;
  private final Map<CanFinding, Standing> standing = new EnumMap<>(CanFinding.class);

  CanFindings(Metrics metrics, String bank, String can) {
    this.can = can;
    for (CanFinding finding : CanFinding.values()) {
      metrics.finding(bank, can, finding.label(), () -> stands(finding));
    }
  }

  /** Notes what is so now; empty where nothing is wrong. */
  synchronized void note(CanFinding finding, Optional<String> now, Moment at) {
    Standing before = standing.get(finding);
    if (now.isEmpty()) {
      if (before != null) {
        standing.remove(finding);
        LOG.info("{}", can + ": over: " + before.words);
      }
      return;
    }
    String words = now.orElseThrow();
    if (before == null
        || !Objects.equals(before.words, words)
        || at.since(before.said).compareTo(AGAIN) >= 0) {
      standing.put(finding, new Standing(words, at));
      // One argument: the repeat limit must not take one finding for another.
      String line = can + ": " + words;
      if (finding.isSevere()) {
        LOG.error("{}", line);
      } else {
        LOG.warn("{}", line);
      }
    }
  }

  private synchronized boolean stands(CanFinding finding) {
    return standing.containsKey(finding);
  }

  /** What is wrong now, in words. */
  synchronized Map<CanFinding, String> all() {
    Map<CanFinding, String> all = new EnumMap<>(CanFinding.class);
    standing.forEach((finding, now) -> all.put(finding, now.words));
    return all;
  }
}
