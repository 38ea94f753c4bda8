package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Looks behind every address, until it is known as well as it can be who is there. */
final class Search {
  static final List<PackAddress> ALL =
      IntStream.rangeClosed(0, 15).mapToObj(PackAddress::of).toList();

  /** Answers that cannot be read, until the line is called unreadable. */
  private static final int UNREADABLE = 16;

  /** Beside another master about every second question is talked over. */
  private static final int TRIES = 6;

  /** Where a pack should be, and at 1: a pack that is set there is the other master, as a rule. */
  private static final int TRIES_WHERE_IT_MATTERS = 24;

  /** So often nobody else talked and nothing was heard: then nobody is there. */
  private static final int SILENCES = 2;

  private static final int SILENCES_WHERE_IT_MATTERS = 6;

  private final ScanRecord record;
  private final Asking asking;

  Search(ScanRecord record, Asking asking) {
    this.record = record;
    this.asking = asking;
  }

  /** Asks every address with all patience, and again those of which too little is known. */
  void run(Consumer<String> progress) {
    ALL.forEach(address -> asking.ask(new PackQuestion(address, Kind.ANALOG)));
    if (record.isDisturbed()) {
      progress.accept("asking again, between the words of somebody else");
      betweenOthersWords();
    } else {
      askTheSilentAgain();
    }
    Tally so = record.tally();
    if (!so.anybodyAnswers()) {
      askTheUnreadableAgain(so);
    }
  }

  /** The silent ones twice more, with all patience where one should be. */
  private void askTheSilentAgain() {
    for (int again = 0; again < 2; again++) {
      Tally before = record.tally();
      for (PackAddress address : ALL) {
        boolean shortly = again > 0 && !record.expected().contains(address);
        if (!before.isHeard(address)) {
          asking.ask(new PackQuestion(address, Kind.ANALOG, shortly));
        }
      }
    }
  }

  /**
   * A question that was talked over says nothing about who is there, nor does an answer that was
   * meant for another. A short wait is less often talked over; the long ones are for slow packs.
   */
  private void betweenOthersWords() {
    for (int tried = 1; tried < TRIES_WHERE_IT_MATTERS; tried++) {
      for (PackAddress address : ALL) {
        PackQuestion question = new PackQuestion(address, Kind.ANALOG, tried % 3 != 0);
        if (!isKnown(address, tried)) {
          inTurn(question, tried);
        }
      }
    }
  }

  private boolean isKnown(PackAddress address, int tried) {
    boolean matters = record.expected().contains(address) || address.equals(PackAddress.MASTER);
    PackTally pack = record.tally().at(address);
    return pack.answers()
        || pack.silent() >= (matters ? SILENCES_WHERE_IT_MATTERS : SILENCES)
        || !matters && tried >= TRIES;
  }

  /** Not always at the same time after the other's question: that may be the wrong one. */
  private void inTurn(PackQuestion question, int tried) {
    if (tried % 4 != 0 && record.isSharedWithABusyMaster()) {
      asking.askAfterAnother(question);
    } else {
      asking.ask(question);
    }
  }

  /** Something is heard, but never an answer: often enough to tell what it is. */
  private void askTheUnreadableAgain(Tally so) {
    List<PackAddress> heard = ALL.stream().filter(so::saysAnything).toList();
    for (int i = 0; !heard.isEmpty() && i < UNREADABLE; i++) {
      asking.ask(new PackQuestion(heard.get(i % heard.size()), Kind.ANALOG));
    }
  }
}
