package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackReading;
import io.bankd.unit.Ratio;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is worth telling of a state of charge, with the figures behind it. */
final class SocEvents {
  private SocEvents() {}

  static Event event(
      SocEstimate counted, PackReading reading, Severity severity, String rule, String words) {
    Count count = counted.count;
    Ratio inner = Ratio.of(count.inner(), ONE);
    Ratio bound = Ratio.of(count.bound(), ONE);
    String text =
        "pack "
            + reading.pack()
            + words
            + ": counted "
            + inner
            + " ± "
            + bound
            + ", the pack says "
            + reading.soc();
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("counted-bp", (long) inner.basisPoints());
    values.put("bound-bp", (long) bound.basisPoints());
    values.put("pack-says-bp", (long) reading.soc().basisPoints());
    values.put("offset-ua", counted.offset.microamperes());
    return new Event(reading.at(), severity, reading.pack(), rule, text, values);
  }
}
