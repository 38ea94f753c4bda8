package io.bankd.can.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastOneOutTest {
  private final AtomicInteger closed = new AtomicInteger();
  private final LastOneOut door = new LastOneOut(closed::incrementAndGet);

  @Test
  void closesAtOnceWhenNobodyIsInside() {
    door.giveUp();
    assertThat(closed).hasValue(1);
  }

  @Test
  void waitsForTheLastOneInside() {
    door.enter();
    door.enter();
    door.giveUp();
    door.leave();
    assertThat(closed).hasValue(0);
    door.leave();
    assertThat(closed).hasValue(1);
  }

  @Test
  void staysOpenWhileNobodyHasGivenItUp() {
    door.enter();
    door.leave();
    assertThat(closed).hasValue(0);
  }
}
