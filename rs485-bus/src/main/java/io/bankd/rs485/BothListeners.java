package io.bankd.rs485;

import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;

/** Two listeners as one. */
record BothListeners(BusListener first, BusListener second) implements BusListener {
  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    first.exchanged(question, outcome);
    second.exchanged(question, outcome);
  }

  @Override
  public void roundEnded(PollRound round) {
    first.roundEnded(round);
    second.roundEnded(round);
  }

  @Override
  public void foreignRequest(int address, int code) {
    first.foreignRequest(address, code);
    second.foreignRequest(address, code);
  }

  @Override
  public void answeredByAnother(PackQuestion question, int address) {
    first.answeredByAnother(question, address);
    second.answeredByAnother(question, address);
  }

  @Override
  public void late(PackQuestion question, Duration after) {
    first.late(question, after);
    second.late(question, after);
  }

  @Override
  public void overheard(FrameCandidate what) {
    first.overheard(what);
    second.overheard(what);
  }

  @Override
  public void brokenOff(int address) {
    first.brokenOff(address);
    second.brokenOff(address);
  }

  @Override
  public void found(BusFinding finding) {
    first.found(finding);
    second.found(finding);
  }

  @Override
  public void cleared(BusFinding finding) {
    first.cleared(finding);
    second.cleared(finding);
  }

  @Override
  public void echoRemoved() {
    first.echoRemoved();
    second.echoRemoved();
  }

  @Override
  public void telnetHeard() {
    first.telnetHeard();
    second.telnetHeard();
  }

  @Override
  public void noise(int characters) {
    first.noise(characters);
    second.noise(characters);
  }

  @Override
  public void portOpened(BusEndpoint endpoint) {
    first.portOpened(endpoint);
    second.portOpened(endpoint);
  }

  @Override
  public void portLost(BusEndpoint endpoint, String why) {
    first.portLost(endpoint, why);
    second.portLost(endpoint, why);
  }
}
