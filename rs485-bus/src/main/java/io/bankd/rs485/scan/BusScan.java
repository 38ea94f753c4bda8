package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.Rs485Master;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a live bus: listens, looks behind every address, and asks those who are there often
 * enough to count. Only asks, so it changes nothing in any pack.
 */
public final class BusScan {
  /**
   * How thorough to be.
   *
   * @param listen before anything is asked; a PACE master pack asks several times a second
   * @param rounds how often every pack is asked for its measurements
   */
  public record Effort(Duration listen, int rounds) {
    /** Three seconds and twelve rounds: half a minute for four packs. */
    public static final Effort USUAL = new Effort(Duration.ofSeconds(3), 12);
  }

  /** A protocol, and the line it is tried on. */
  public record Way(PackDialect dialect, BusTiming timing) {}

  /** Makes masters that have not opened their line yet. */
  public interface Lines {
    /** A master that tells this listener everything. */
    Rs485Master master(Way way, BusListener listener);
  }

  /** How a scan ended. */
  public sealed interface Result {
    /** With something to judge, if only silence. */
    record Done(ScanSheet sheet) implements Result {}

    /** The line could not be used. */
    record NoLine(String why) implements Result {}
  }

  /** A port can be busy for a moment after it was closed. */
  private static final int OPENINGS = 3;

  /** Answers that cannot be read, until the line is called unreadable. */
  private static final int UNREADABLE = 16;

  private static final List<PackAddress> ALL =
      IntStream.rangeClosed(0, 15).mapToObj(PackAddress::of).toList();

  private final Lines lines;
  private final Effort effort;
  private final Consumer<String> progress;

  /**
   * A scan that has not begun.
   *
   * @param progress is told what is being done, in a few words each
   */
  public BusScan(Lines lines, Effort effort, Consumer<String> progress) {
    this.lines = lines;
    this.effort = effort;
    this.progress = progress;
  }

  /**
   * Scans in the first of these ways in which a pack answers, and listens before the first.
   *
   * @param ways at least one
   * @param expected the addresses there should be; empty where that is not known
   */
  public Result run(List<Way> ways, Collection<PackAddress> expected) {
    Tape listening = new Tape();
    ScanRecord best = null;
    for (Way way : ways) {
      Tape tape = new Tape();
      boolean answered;
      try (Rs485Master master = lines.master(way, tape)) {
        String gone = listen(master, best == null ? effort.listen() : Duration.ZERO);
        listening = best == null ? tape.cut() : listening;
        gone = gone != null ? gone : probe(master, way, tape, expected);
        answered = Tally.of(tape).anybodyAnswers();
        gone = gone == null && answered ? read(master, way, tape) : gone;
        if (gone != null) {
          return new Result.NoLine(gone);
        }
      }
      if (best == null || answered) {
        best = new ScanRecord(way, List.copyOf(expected), listening, tape);
      }
      if (answered) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("there is no way in which to scan");
    }
    return new Result.Done(ScanJudge.judge(best));
  }

  private @Nullable String listen(Rs485Master master, Duration duration) {
    if (!duration.isZero()) {
      progress.accept("listening for " + duration.toSeconds() + " s");
    }
    String gone = master.listen(duration);
    for (int i = 1; gone != null && i < OPENINGS; i++) {
      gone = master.listen(duration);
    }
    return gone;
  }

  /** Asks every address, and the silent ones twice more, with all patience where one should be. */
  private @Nullable String probe(
      Rs485Master master, Way way, Tape tape, Collection<PackAddress> expected) {
    progress.accept(
        "asking addresses 0 to 15 in "
            + way.dialect().name()
            + " at "
            + way.timing().baud()
            + " Bd");
    for (PackAddress address : ALL) {
      String gone = ask(master, new PackQuestion(address, Kind.ANALOG));
      if (gone != null) {
        return gone;
      }
    }
    for (int again = 0; again < 2; again++) {
      Tally before = Tally.of(tape);
      for (PackAddress address : ALL) {
        boolean shortly = again > 0 && !expected.contains(address);
        PackQuestion question = new PackQuestion(address, Kind.ANALOG, shortly);
        String gone = before.isHeard(address) ? null : ask(master, question);
        if (gone != null) {
          return gone;
        }
      }
    }
    Tally so = Tally.of(tape);
    return so.anybodyAnswers() ? null : again(master, so);
  }

  /** Something is heard, but never an answer: often enough to tell what it is. */
  private static @Nullable String again(Rs485Master master, Tally so) {
    List<PackAddress> heard = ALL.stream().filter(so::saysAnything).toList();
    for (int i = 0; !heard.isEmpty() && i < UNREADABLE; i++) {
      PackAddress address = heard.get(i % heard.size());
      String gone = ask(master, new PackQuestion(address, Kind.ANALOG));
      if (gone != null) {
        return gone;
      }
    }
    return null;
  }

  private @Nullable String read(Rs485Master master, Way way, Tape tape) {
    List<PackAddress> heard = ALL.stream().filter(Tally.of(tape)::isWorthReading).toList();
    progress.accept("reading " + heard.size() + (heard.size() == 1 ? " address" : " addresses"));
    Kind shortest = shortest(way.dialect());
    for (int round = 0; round < effort.rounds(); round++) {
      boolean identity = round == 0 || round == effort.rounds() - 1;
      // Two texts that come late cannot be told apart: something else stands between them.
      List<Kind> kinds =
          identity
              ? List.of(Kind.FIRMWARE, Kind.ANALOG, Kind.SERIAL, Kind.STATUS)
              : List.of(Kind.ANALOG, round % 2 == 0 ? Kind.STATUS : shortest);
      for (PackAddress address : heard) {
        for (Kind kind : kinds) {
          String gone = ask(master, new PackQuestion(address, kind));
          if (gone != null) {
            return gone;
          }
        }
      }
    }
    return null;
  }

  /** The question with the shortest answer: a line without its resistors damages long ones. */
  private static Kind shortest(PackDialect dialect) {
    return dialect.largestReply(Kind.COUNT) < dialect.largestReply(Kind.FIRMWARE)
        ? Kind.COUNT
        : Kind.FIRMWARE;
  }

  private static @Nullable String ask(Rs485Master master, PackQuestion question) {
    String gone = null;
    // A gateway that was asked in vain for long is called anew, and answers the next question.
    for (int i = 0; i < OPENINGS; i++) {
      Exchange outcome = master.ask(question);
      gone = outcome instanceof Exchange.PortGone lost ? lost.why() : null;
      if (gone == null) {
        break;
      }
    }
    return gone;
  }
}
