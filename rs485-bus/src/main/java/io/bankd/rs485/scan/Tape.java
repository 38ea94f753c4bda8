package io.bankd.rs485.scan;

import io.bankd.rs485.BusListener;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what is told of a bus, to tell it again: only at the end is it known who is there. */
final class Tape implements BusListener {
  private final List<Consumer<BusListener>> events = new ArrayList<>();
  private int foreignRequests;

  /** What was kept so far; this tape is empty then. */
  Tape cut() {
    Tape cut = new Tape();
    cut.events.addAll(events);
    cut.foreignRequests = foreignRequests;
    events.clear();
    foreignRequests = 0;
    return cut;
  }

  void replay(BusListener to) {
    events.forEach(event -> event.accept(to));
  }

  /** How often a request was heard that was not ours. */
  int foreignRequests() {
    return foreignRequests;
  }

  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    events.add(to -> to.exchanged(question, outcome));
  }

  @Override
  public void foreignRequest(int address, int code) {
    foreignRequests++;
    events.add(to -> to.foreignRequest(address, code));
  }

  @Override
  public void answeredByAnother(PackQuestion question, int address) {
    events.add(to -> to.answeredByAnother(question, address));
  }

  @Override
  public void late(PackQuestion question, Duration after) {
    events.add(to -> to.late(question, after));
  }

  @Override
  public void overheard(FrameCandidate what) {
    events.add(to -> to.overheard(what));
  }

  @Override
  public void echoRemoved() {
    events.add(BusListener::echoRemoved);
  }

  @Override
  public void telnetHeard() {
    events.add(BusListener::telnetHeard);
  }

  @Override
  public void noise(int characters) {
    events.add(to -> to.noise(characters));
  }
}
