package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.unit.Moment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingEventsTest {
  private final FindingEvents events = new FindingEvents();

  private List<String> next(Map<String, String> now) {
    return events.next(now, Moment.ofMillis(0)).stream().map(Event::text).toList();
  }

  @Test
  void aFindingIsRecordedWhenItBeginsWhenItChangesAndWhenItEnds() {
    Map<String, String> slow = Map.of("can0 bit_rate", "can0: runs at 250000 bit/s");
    Map<String, String> slower = Map.of("can0 bit_rate", "can0: runs at 125000 bit/s");

    assertThat(next(Map.of())).isEmpty();
    assertThat(next(slow)).containsExactly("can0: runs at 250000 bit/s");
    assertThat(next(slow)).isEmpty();
    assertThat(next(slower)).containsExactly("can0: runs at 125000 bit/s");
    assertThat(next(Map.of())).containsExactly("over: can0: runs at 125000 bit/s");
  }
}
