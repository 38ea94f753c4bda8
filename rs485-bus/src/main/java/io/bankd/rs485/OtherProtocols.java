package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who answers in another protocol than the one that was asked in, and in which. */
final class OtherProtocols {
  /** Once or twice is an accident. */
  private static final int ENOUGH = 3;

  /** So many questions without another, and it is over. */
  private static final int MOST = 6;

  private final Map<PackAddress, String> words = new TreeMap<>();
  private final Map<PackAddress, Integer> times = new TreeMap<>();

  /** A question has ended. */
  void ended(PackAddress address, Exchange outcome) {
    if (outcome instanceof Exchange.Refused refused && refused.reason().isOtherProtocol()) {
      words.put(address, refused.detail());
      times.merge(address, 1, (before, one) -> Math.min(MOST, before + one));
    } else if (outcome instanceof Exchange.Answered) {
      times.remove(address);
    } else {
      times.computeIfPresent(address, (any, before) -> before > 1 ? before - 1 : null);
    }
  }

  /** What is found, the same protocol once for all who speak it. */
  List<BusFinding> findings() {
    Map<String, List<PackAddress>> speakers = new TreeMap<>();
    times.forEach(
        (address, often) -> {
          String said = words.get(address);
          if (often >= ENOUGH && said != null) {
            speakers.computeIfAbsent(said, any -> new ArrayList<>()).add(address);
          }
        });
    List<BusFinding> findings = new ArrayList<>();
    speakers.forEach((said, who) -> findings.add(FindingWords.otherProtocol(who, said)));
    return findings;
  }

  void restart() {
    words.clear();
    times.clear();
  }
}
