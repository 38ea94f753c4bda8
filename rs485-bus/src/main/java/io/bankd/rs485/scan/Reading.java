package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import java.util.List;

/** Asks those who are there often enough to count, and now and then those who should be. */
final class Reading {
  /** With fewer nothing can be said of how many answers are lost. */
  private static final int LEAST_ROUNDS = 3;

  /** In every such round those are asked again who are missed: a busy machine hears late. */
  private static final int MISSED_EVERY = 4;

  private final ScanRecord record;
  private final Asking asking;
  private final boolean busy;
  private final int rounds;
  private final int leftOut;

  /**
   * Nothing is asked yet.
   *
   * @param rounds that are wanted; beside another master it is half of them
   */
  Reading(ScanRecord record, Asking asking, int rounds) {
    this.record = record;
    this.asking = asking;
    this.busy = record.isSharedWithABusyMaster();
    this.rounds = record.hasAnotherMaster() ? Math.max(LEAST_ROUNDS, rounds / 2) : rounds;
    this.leftOut = Math.max(0, rounds - this.rounds);
  }

  /** Rounds that are not read, since somebody else has to be let speak. */
  int leftOut() {
    return leftOut;
  }

  /** “reading 4 addresses”. */
  String words() {
    int heard = worthIt().size();
    String which = "reading " + heard + (heard == 1 ? " address" : " addresses");
    return leftOut == 0
        ? which
        : which + " beside another master, " + rounds + " times instead of " + (rounds + leftOut);
  }

  void run() {
    Kind shortest = shortest(record.way().dialect());
    for (int round = 0; round < rounds; round++) {
      boolean edge = round == 0 || round == rounds - 1;
      Kind other = round % 2 == 0 ? Kind.STATUS : shortest;
      if (round % MISSED_EVERY == 0) {
        missed().forEach(address -> ask(new PackQuestion(address, Kind.ANALOG)));
      }
      for (PackAddress address : worthIt()) {
        // Two texts that come late cannot be told apart: something else stands between them.
        List<Kind> kinds =
            edge || isTalkedOver(address)
                ? List.of(Kind.FIRMWARE, Kind.ANALOG, Kind.SERIAL, Kind.STATUS)
                : List.of(Kind.ANALOG, other);
        kinds.forEach(kind -> ask(new PackQuestion(address, kind)));
      }
    }
  }

  /** Whether others' words are in the place of something that it says once. */
  private boolean isTalkedOver(PackAddress address) {
    return record.isDisturbed() && !record.tally().at(address).isIntroduced();
  }

  private void ask(PackQuestion question) {
    if (busy) {
      asking.askAfterAnother(question);
    } else {
      asking.ask(question);
    }
  }

  /** Where there is something to be read; others' words at an address are no pack's. */
  private List<PackAddress> worthIt() {
    Tally tally = record.tally();
    boolean disturbed = record.isDisturbed();
    return Search.ALL.stream()
        .filter(tally::isWorthReading)
        .filter(
            address ->
                !disturbed
                    || tally.at(address).answers()
                    || tally.stranger(address) != null
                    || record.expected().contains(address) && tally.at(address).silent() == 0)
        .toList();
  }

  /** Who should be there and is not; and where nobody said who should, whose number is left out. */
  private List<PackAddress> missed() {
    Tally tally = record.tally();
    List<PackAddress> there =
        Search.ALL.stream().filter(address -> tally.at(address).isHeard()).toList();
    int last = there.isEmpty() ? 0 : there.get(there.size() - 1).value() + 1;
    boolean unknown = record.expected().isEmpty();
    boolean shared = record.hasAnotherMaster();
    return Search.ALL.stream()
        .filter(address -> !tally.isHeard(address) || shared && !tally.at(address).answers())
        .filter(
            address ->
                record.expected().contains(address)
                    || shared && address.equals(PackAddress.MASTER)
                    || unknown && address.value() >= 2 && address.value() <= last)
        .toList();
  }

  /** The question with the shortest answer: a line without its resistors damages long ones. */
  private static Kind shortest(PackDialect dialect) {
    return dialect.largestReply(Kind.COUNT) < dialect.largestReply(Kind.FIRMWARE)
        ? Kind.COUNT
        : Kind.FIRMWARE;
  }
}
