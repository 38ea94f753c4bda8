package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what was heard of a bus, and of each address. */
final class Tally implements BusListener {
  private final Map<PackAddress, PackTally> packs = new TreeMap<>();
  private final Map<Integer, Integer> overheard = new TreeMap<>();
  private @Nullable Integer foreign;
  private int foreignRequests;
  private int questions;
  private int echoes;
  private int noise;
  private int noiseNow;

  static Tally of(Tape... tapes) {
    Tally tally = new Tally();
    for (Tape tape : tapes) {
      tape.replay(tally);
    }
    return tally;
  }

  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    if (outcome instanceof Exchange.PortGone) {
      return;
    }
    questions++;
    at(question.address()).add(question, outcome, noiseNow);
    noiseNow = 0;
  }

  @Override
  public void noise(int characters) {
    noise += characters;
    noiseNow += characters;
  }

  @Override
  public void echoRemoved() {
    echoes++;
  }

  @Override
  public void foreignRequest(int address, int code) {
    foreign = address;
    foreignRequests++;
  }

  @Override
  public void answeredByAnother(PackQuestion question, int address) {
    at(question.address()).answeredBy(address);
  }

  @Override
  public void late(PackQuestion question, Duration after) {
    at(question.address()).late();
  }

  @Override
  public void overheard(FrameCandidate what) {
    overheard.merge(what instanceof AsciiFrame frame ? frame.adr() : -1, 1, Integer::sum);
  }

  /** The address that another master asked last; null where there was none. */
  @Nullable Integer foreign() {
    return foreign;
  }

  /** Whether most requests came back. */
  boolean isEchoing() {
    return questions > 0 && 2 * echoes > questions;
  }

  int foreignRequests() {
    return foreignRequests;
  }

  /** Answers that nobody asked for, by their address; damaged ones by -1. */
  Map<Integer, Integer> overheard() {
    return overheard;
  }

  int questions() {
    return questions;
  }

  int noise() {
    return noise;
  }

  PackTally at(PackAddress address) {
    return packs.computeIfAbsent(address, PackTally::new);
  }

  /** The addresses that were asked. */
  Iterable<PackTally> packs() {
    return packs.values();
  }

  /** Whether anything came from there, in time or late. */
  boolean saysAnything(PackAddress address) {
    return at(address).isHeard() || at(address).isLate();
  }

  boolean isHeard(PackAddress address) {
    return at(address).isHeard();
  }

  /**
   * Whether there is a pack to be read, be it one that signs with another address. Who answers at
   * its own address as well was late, or was asked by somebody else.
   */
  boolean isWorthReading(PackAddress address) {
    return at(address).saysSomething() || stranger(address) != null;
  }

  /** The address with which a pack signs that is asked at this one; null where none does. */
  @Nullable Integer stranger(PackAddress address) {
    return at(address).answeredBy().stream()
        .filter(by -> by > 15 || !at(PackAddress.of(by)).answers())
        .findFirst()
        .orElse(null);
  }

  boolean anybodyAnswers() {
    return packs.values().stream().anyMatch(PackTally::answers);
  }
}
