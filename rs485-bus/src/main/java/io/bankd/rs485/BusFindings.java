package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.AddressRecord.End;
import io.bankd.rs485.BusFinding.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches what happens on a bus and names what an installer can put right. Judges by the last
 * questions to each address, never by time; a finding ends when what it was made of has passed out
 * of them. Used by the thread that asks.
 */
public final class BusFindings implements BusListener {
  /** Questions to an address before it is judged, and how often the same stranger has to answer. */
  private static final int ENOUGH = 12;

  private static final int STRANGER = 3;

  /** An echo after every one of so many questions is no accident. */
  private static final int ECHOES = 10;

  /** Two packs that talk at once damage most answers; a bad line damages some of everybody's. */
  private static final double MOSTLY_DAMAGED = 0.4;

  private static final double SOMEWHAT_DAMAGED = 0.05;

  /** So many questions without a foreign request, and the other master is thought gone. */
  private static final int FORGOTTEN_AFTER = 300;

  /** A line that turns around makes some 20 characters, the shortest answer to these has 86. */
  private static final int TURNING_AROUND = 40;

  private record Key(Kind kind, int address) {}

  private record Stranger(PackAddress asked, int answered) {}

  private final Map<PackAddress, AddressRecord> records = new TreeMap<>();
  private final Map<Stranger, Integer> strangers = new HashMap<>();
  private final Strays strays = new Strays();
  private final Map<Key, BusFinding> current = new LinkedHashMap<>();
  private final BusListener told;
  private int noise;
  private boolean echoed;
  private int echoes;
  private boolean telnet;
  private int sinceForeign = FORGOTTEN_AFTER;
  private int foreignAddress;

  /**
   * A watch over these addresses.
   *
   * @param told of findings when they are made and when they end
   */
  public BusFindings(Collection<PackAddress> configured, BusListener told) {
    configured.forEach(address -> records.put(address, new AddressRecord()));
    this.told = told;
  }

  /** What is wrong now, in the order in which it was found. */
  public List<BusFinding> current() {
    return List.copyOf(current.values());
  }

  /** How often an address was refused for a reason since the start. */
  public long refusals(PackAddress address, Refusal reason) {
    AddressRecord record = records.get(address);
    return record == null ? 0 : record.refusals(reason);
  }

  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    AddressRecord record = records.get(question.address());
    if (record == null || outcome instanceof Exchange.PortGone) {
      return;
    }
    if (outcome instanceof Exchange.Refused refused) {
      record.refused(refused.reason());
    }
    // Tables that a firmware does not know are met with silence, which is no fault of the line.
    if (!SlowFacts.isOne(question) || outcome instanceof Exchange.Answered) {
      record.add(end(outcome));
    }
    echoes = echoed ? Math.min(echoes + 1, ECHOES) : 0;
    echoed = false;
    noise = 0;
    sinceForeign = Math.min(sinceForeign + 1, FORGOTTEN_AFTER);
    strays.asked(question.address(), outcome instanceof Exchange.Answered, record.answers());
    if (outcome instanceof Exchange.Answered) {
      strangers.keySet().removeIf(stranger -> stranger.asked.equals(question.address()));
    }
    judge();
  }

  private End end(Exchange outcome) {
    if (outcome instanceof Exchange.Answered) {
      return End.GOOD;
    }
    if (outcome instanceof Exchange.Refused refused) {
      return refused.reason() == Refusal.CONTRADICTION ? End.CONTRADICTING : End.OTHER;
    }
    if (outcome instanceof Exchange.Garbled || noise > TURNING_AROUND) {
      return End.DAMAGED;
    }
    return noise > 3 ? End.NOISY : End.SILENT;
  }

  @Override
  public void noise(int characters) {
    noise += characters;
  }

  @Override
  public void echoRemoved() {
    echoed = true;
  }

  @Override
  public void telnetHeard() {
    telnet = true;
  }

  @Override
  public void foreignRequest(int address, int code) {
    sinceForeign = 0;
    foreignAddress = address;
  }

  @Override
  public void answeredByAnother(PackQuestion question, int address) {
    strangers.merge(new Stranger(question.address(), address), 1, Integer::sum);
    strays.heard(address);
  }

  @Override
  public void overheard(FrameCandidate what) {
    if (what instanceof AsciiFrame answer) {
      strays.heard(answer.adr());
    }
  }

  @Override
  public void portOpened(BusEndpoint endpoint) {
    records.values().forEach(AddressRecord::restart);
    strangers.clear();
    strays.restart();
    echoes = 0;
  }

  /** What the next connection speaks is heard anew. */
  @Override
  public void portLost(BusEndpoint endpoint, String why) {
    telnet = false;
  }

  private void judge() {
    List<BusFinding> found = new ArrayList<>();
    judgeLine(found);
    strangers.forEach(
        (stranger, times) -> {
          if (times >= STRANGER) {
            found.add(FindingWords.stranger(stranger.asked, stranger.answered));
          }
        });
    boolean anybody = records.values().stream().anyMatch(AddressRecord::answers);
    records.forEach(
        (address, record) -> {
          if (isDuplicate(address, record)) {
            found.add(FindingWords.duplicate(address, firstSilent()));
          } else if (anybody && record.isSilent()) {
            found.add(FindingWords.silent(address));
          }
        });
    tell(found);
  }

  private void judgeLine(List<BusFinding> found) {
    List<Integer> babbling = List.of();
    if (sinceForeign < FORGOTTEN_AFTER) {
      found.add(FindingWords.secondMaster(foreignAddress));
    } else {
      // Beside another master's questions its answers would be strays too.
      babbling = strays.babbling();
      babbling.forEach(address -> found.add(FindingWords.babble(address)));
    }
    if (telnet) {
      found.add(FindingWords.telnet());
    }
    int good = total(End.GOOD);
    int unread = total(End.DAMAGED) + total(End.NOISY);
    if (echoes == ECHOES) {
      found.add(FindingWords.echo(good > 0));
    }
    if (good == 0 && unread >= ENOUGH) {
      found.add(FindingWords.unreadable());
    } else if (good == 0 && unread == 0 && total(End.SILENT) >= ENOUGH && allSilent()) {
      found.add(FindingWords.silentLine());
    }
    long hurt = records.values().stream().filter(BusFindings::isHurt).count();
    long answering = records.values().stream().filter(AddressRecord::answers).count();
    if (babbling.isEmpty()
        && good > 0
        && hurt >= Math.min(3, Math.max(1, answering))
        && 2 * hurt >= answering) {
      found.add(FindingWords.damaged());
    }
  }

  private int total(End end) {
    return records.values().stream().mapToInt(record -> record.count(end)).sum();
  }

  private boolean allSilent() {
    return records.values().stream().allMatch(AddressRecord::isSilent);
  }

  /** Whether some of an address's answers come damaged, more than once or twice. */
  private static boolean isHurt(AddressRecord record) {
    return record.heard() >= ENOUGH
        && record.count(End.DAMAGED) >= 2
        && record.damage() >= SOMEWHAT_DAMAGED;
  }

  /** Whether most of an address's answers are no good while everybody else's are. */
  private boolean isDuplicate(PackAddress address, AddressRecord record) {
    if (record.count(End.CONTRADICTING) >= STRANGER) {
      return true;
    }
    if (record.heard() < ENOUGH || record.damage() < MOSTLY_DAMAGED) {
      return false;
    }
    boolean others = false;
    for (Map.Entry<PackAddress, AddressRecord> other : records.entrySet()) {
      if (!other.getKey().equals(address) && other.getValue().heard() >= ENOUGH) {
        if (isHurt(other.getValue())) {
          return false;
        }
        others = true;
      }
    }
    return others;
  }

  private @Nullable PackAddress firstSilent() {
    for (Map.Entry<PackAddress, AddressRecord> entry : records.entrySet()) {
      if (entry.getValue().isSilent()) {
        return entry.getKey();
      }
    }
    return null;
  }

  private void tell(List<BusFinding> found) {
    Map<Key, BusFinding> now = new LinkedHashMap<>();
    for (BusFinding finding : found) {
      PackAddress address = finding.address();
      now.putIfAbsent(new Key(finding.kind(), address == null ? -1 : address.value()), finding);
    }
    List<Key> ended = new ArrayList<>(current.keySet());
    ended.removeAll(now.keySet());
    ended.forEach(key -> told.cleared(Objects.requireNonNull(current.remove(key))));
    now.forEach(
        (key, finding) -> {
          if (current.putIfAbsent(key, finding) == null) {
            told.found(finding);
          }
        });
  }
}
