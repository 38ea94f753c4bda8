package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.AddressRecord.End;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches what happens on a bus and names what an installer can put right. Judges by the last
 * questions to each address, never by time; a finding ends when what it was made of has passed out
 * of them. Used by the thread that asks.
 */
public final class BusFindings implements BusListener {
  /** How often the same stranger has to answer. */
  private static final int STRANGER = 3;

  /** An echo after every one of so many questions is no accident. */
  private static final int ECHOES = 10;

  private record Stranger(PackAddress asked, int answered) {}

  private final Map<PackAddress, AddressRecord> records = new TreeMap<>();
  private final Map<Stranger, Integer> strangers = new HashMap<>();
  private final Strays strays = new Strays();
  private final Lateness lateness = new Lateness();
  private final OtherProtocols otherProtocols = new OtherProtocols();
  private final Elsewhere elsewhere;
  private final SharedAddresses shared = new SharedAddresses(records);
  private final FindingBook book;
  private int noise;
  private boolean echoed;
  private int echoes;
  private boolean telnet;
  private int sinceForeign = Requests.FORGOTTEN_AFTER;
  private int foreignAddress;

  /**
   * A watch over these addresses.
   *
   * @param told of findings when they are made and when they end
   */
  public BusFindings(Collection<PackAddress> configured, BusListener told) {
    configured.forEach(address -> records.put(address, new AddressRecord()));
    elsewhere = new Elsewhere(records);
    book = new FindingBook(told);
  }

  /** What is wrong now, in the order in which it was found. */
  public List<BusFinding> current() {
    return book.current();
  }

  /** How often an address was refused for a reason since the start. */
  public long refusals(PackAddress address, Refusal reason) {
    AddressRecord record = records.get(address);
    return record == null ? 0 : record.refusals(reason);
  }

  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    if (outcome instanceof Exchange.PortGone) {
      return;
    }
    AddressRecord record = records.get(question.address());
    if (record == null) {
      elsewhere.asked(question.address(), outcome);
    } else {
      asked(question, outcome, record);
    }
    echoes = echoed ? Math.min(echoes + 1, ECHOES) : 0;
    echoed = false;
    noise = 0;
    sinceForeign = Math.min(sinceForeign + 1, Requests.FORGOTTEN_AFTER);
    boolean answered = outcome instanceof Exchange.Answered;
    strays.asked(question.address(), answered, record != null && record.answers());
    judge();
  }

  private void asked(PackQuestion question, Exchange outcome, AddressRecord record) {
    PackAddress address = question.address();
    boolean answered = outcome instanceof Exchange.Answered;
    if (outcome instanceof Exchange.Refused refused) {
      record.refused(refused.reason());
    }
    otherProtocols.ended(address, outcome);
    if (answered) {
      elsewhere.answered(address);
      strangers.keySet().removeIf(stranger -> stranger.asked.equals(address));
    }
    // Tables that a firmware does not know are met with silence, which is no fault of the line.
    if (!SlowFacts.isOne(question) || answered) {
      record.add(end(outcome));
    }
    lateness.asked(address, answered);
  }

  private End end(Exchange outcome) {
    if (outcome instanceof Exchange.Answered) {
      return End.GOOD;
    }
    if (outcome instanceof Exchange.Refused refused) {
      return refused.reason() == Refusal.CONTRADICTION ? End.CONTRADICTING : End.OTHER;
    }
    if (outcome instanceof Exchange.Garbled || noise > Conversation.TURNING_AROUND) {
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
    if (records.containsKey(question.address())) {
      strangers.merge(new Stranger(question.address(), address), 1, Integer::sum);
    }
    strays.heard(address);
  }

  @Override
  public void late(PackQuestion question, Duration after) {
    if (records.containsKey(question.address())) {
      lateness.late(question, after);
    }
  }

  @Override
  public void brokenOff(int address) {
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
    lateness.restart();
    otherProtocols.restart();
    shared.restart();
    elsewhere.restart();
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
    judgeLateness(found);
    found.addAll(otherProtocols.findings());
    strangers.forEach(
        (stranger, times) -> {
          if (times >= STRANGER) {
            found.add(FindingWords.stranger(stranger.asked, stranger.answered));
          }
        });
    elsewhere.judge(found, address -> !lateness.heard(address));
    shared.judge(isTalkedOver());
    boolean anybody =
        elsewhere.isAnybody() || records.values().stream().anyMatch(AddressRecord::answers);
    records.forEach(
        (address, record) -> {
          if (shared.contains(address)) {
            found.add(FindingWords.duplicate(address, firstSilent()));
          } else if (anybody && record.isSilent() && !lateness.heard(address)) {
            found.add(FindingWords.silent(address));
          }
        });
    book.tell(found);
  }

  private void judgeLine(List<BusFinding> found) {
    if (sinceForeign < Requests.FORGOTTEN_AFTER) {
      found.add(FindingWords.secondMaster(foreignAddress));
    } else {
      // Beside another master's questions its answers would be strays too.
      strays.babbling().forEach(address -> found.add(FindingWords.babble(address)));
    }
    if (telnet) {
      found.add(FindingWords.telnet());
    }
    int good = total(End.GOOD);
    int unread = total(End.DAMAGED) + total(End.NOISY);
    if (echoes == ECHOES) {
      found.add(FindingWords.echo(good > 0));
    }
    if (good == 0 && unread >= AddressRecord.ENOUGH) {
      found.add(FindingWords.unreadable());
    } else if (good == 0
        && unread == 0
        && total(End.SILENT) >= AddressRecord.ENOUGH
        && allSilent()
        && !elsewhere.isAnybody()
        && lateness.addresses().isEmpty()) {
      found.add(FindingWords.silentLine());
    }
    long hurt = records.values().stream().filter(AddressRecord::isHurt).count();
    long answering = records.values().stream().filter(AddressRecord::answers).count();
    if (!isTalkedOver()
        && good > 0
        && hurt >= Math.min(3, Math.max(1, answering))
        && 2 * hurt >= answering) {
      found.add(FindingWords.damaged());
    }
  }

  /** Where everybody who is heard is late, it is what stands between. */
  private void judgeLateness(List<BusFinding> found) {
    Set<PackAddress> late = lateness.addresses();
    boolean others =
        records.entrySet().stream()
            .anyMatch(each -> !lateness.heard(each.getKey()) && each.getValue().answers());
    if (!late.isEmpty() && !others) {
      found.add(FindingWords.late(null, lateness.millis(late)));
    } else {
      late.forEach(each -> found.add(FindingWords.late(each, lateness.millis(Set.of(each)))));
    }
  }

  /** Whether somebody talks out of turn, which damages the answers of others. */
  private boolean isTalkedOver() {
    return sinceForeign < Requests.FORGOTTEN_AFTER || !strays.babbling().isEmpty();
  }

  private int total(End end) {
    return records.values().stream().mapToInt(record -> record.count(end)).sum();
  }

  private boolean allSilent() {
    return records.values().stream().allMatch(AddressRecord::isSilent);
  }

  private @Nullable PackAddress firstSilent() {
    for (Map.Entry<PackAddress, AddressRecord> entry : records.entrySet()) {
      if (entry.getValue().isSilent()) {
        return entry.getKey();
      }
    }
    return null;
  }
}
