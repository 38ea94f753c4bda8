package io.bankd.daemon.log;

import static io.bankd.daemon.log.RepeatLimit.LEFT_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private final RepeatLimit limit = new RepeatLimit();

  @Test
  void theFirstPassesThenOneAMinuteWithTheNumberLeftOut() {
    assertThat(limit.admit("pack 7 silent", 0)).isZero();
    assertThat(limit.admit("pack 7 silent", SECOND)).isEqualTo(LEFT_OUT);
    assertThat(limit.admit("pack 7 silent", 59 * SECOND)).isEqualTo(LEFT_OUT);
    assertThat(limit.admit("pack 7 silent", 60 * SECOND)).isEqualTo(2);
    assertThat(limit.admit("pack 7 silent", 61 * SECOND)).isEqualTo(LEFT_OUT);
  }

  @Test
  void anotherKindIsNotHeldBack() {
    limit.admit("pack 7 silent", 0);

    assertThat(limit.admit("pack 8 silent", 1)).isZero();
  }

  @Test
  void itsMemoryIsBounded() {
    limit.admit("first", 0);
    for (int i = 0; i < 1000; i++) {
      limit.admit("kind " + i, 0);
    }

    assertThat(limit.admit("first", 1)).as("forgotten, so it is new again").isZero();
  }
}
