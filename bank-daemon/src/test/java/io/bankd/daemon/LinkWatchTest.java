package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.link.IpLink;
import io.bankd.daemon.link.LinkDetails;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an interface is looked at; all times in seconds. */
class LinkWatchTest {
  private static final LinkDetails RIGHT = details(500_000, 100);

  private final Metrics metrics = new Metrics("test");
  private final CanFindings findings = new CanFindings(metrics, "house", "can0");
  private final List<Integer> looks = new ArrayList<>();
  private IpLink.Look next = new IpLink.Look(Optional.of(RIGHT), "");
  private int now;
  private final LinkWatch watch =
      new LinkWatch(
          name -> {
            looks.add(now);
            return next;
          },
          "can0",
          findings);

  private static LinkDetails details(long bitRate, long restartMs) {
    return new LinkDetails(
        "can0", "can", "can", true, bitRate, restartMs, "ERROR-ACTIVE", List.of(), 8_000_000);
  }

  private void run(int until, String trouble) {
    for (; now < until; now++) {
      watch.turn(trouble, Moment.ofMillis(now * 1000L));
    }
  }

  private boolean isShown(String finding) {
    return metrics
        .scrape()
        .contains(
            "bank_can_finding{bank=\"house\",finding=\"" + finding + "\",interface=\"can0\"} 1.0");
  }

  @Test
  void aHealthyInterfaceIsLookedAtAtTheStartAndEveryTenMinutes() {
    run(1300, "");
    assertThat(looks).containsExactly(0, 600, 1200);
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void newTroubleIsLookedAtSoonAndThenOnceAMinute() {
    run(3, "");
    run(5, "can0 is down");
    run(200, "can0: its queue is full");
    assertThat(looks).containsExactly(0, 10, 70, 130, 190);
  }

  @Test
  void whatTheControllerReportsIsLookedIntoButNotTenTimesASecond() {
    for (now = 0; now < 60; now++) {
      watch.trouble();
      watch.turn("", Moment.ofMillis(now * 1000L));
    }
    assertThat(looks).containsExactly(0, 10, 20, 30, 40, 50);
  }

  @Test
  void aWrongBitRateStandsUntilALookShowsThatItIsRight() {
    next = new IpLink.Look(Optional.of(details(250_000, 100)), "");
    run(30, "");
    assertThat(findings.all().values())
        .singleElement()
        .asString()
        .startsWith("can0 runs at 250000 bit/s and inverters speak 500000");
    assertThat(isShown("bit_rate")).isTrue();

    next = new IpLink.Look(Optional.of(RIGHT), "");
    run(61, "");

    assertThat(findings.all()).isEmpty();
    assertThat(isShown("bit_rate")).isFalse();
  }

  @Test
  void restartZeroIsAFindingOfItsOwn() {
    next = new IpLink.Look(Optional.of(details(500_000, 0)), "");
    run(1, "");
    assertThat(isShown("no_restart")).isTrue();
    assertThat(isShown("bus_off")).isFalse();
  }

  @Test
  void whatCannotBeLookedAtIsNoFinding() {
    next = new IpLink.Look(Optional.empty(), "can0 could not be looked at: install iproute2");
    run(1000, "");
    assertThat(findings.all()).isEmpty();
  }
}
