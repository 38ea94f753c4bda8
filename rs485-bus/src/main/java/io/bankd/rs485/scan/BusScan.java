package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.Rs485Master;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

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
      ScanRecord record;
      boolean answered;
      try (Rs485Master master = lines.master(way, tape)) {
        Asking asking = new Asking(master, tape);
        if (best == null) {
          progress.accept("listening for " + effort.listen().toSeconds() + " s");
        }
        asking.listen(best == null ? effort.listen() : Duration.ZERO);
        listening = best == null ? tape.cut() : listening;
        record = new ScanRecord(way, List.copyOf(expected), listening, tape, 0);
        record = scan(record, asking);
        answered = Tally.of(tape).anybodyAnswers();
        String gone = asking.gone();
        if (gone != null) {
          return new Result.NoLine(gone);
        }
      }
      best = best == null || answered ? record : best;
      if (answered) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("there is no way in which to scan");
    }
    return new Result.Done(ScanJudge.judge(best));
  }

  private ScanRecord scan(ScanRecord record, Asking asking) {
    Way way = record.way();
    if (asking.gone() != null) {
      return record;
    }
    progress.accept(
        "asking addresses 0 to 15 in "
            + way.dialect().name()
            + " at "
            + way.timing().baud()
            + " Bd");
    new Search(record, asking).run(progress);
    if (asking.gone() != null || !Tally.of(record.asking()).anybodyAnswers()) {
      return record;
    }
    Reading reading = new Reading(record, asking, effort.rounds());
    progress.accept(reading.words());
    reading.run();
    return record.withLeftOut(reading.leftOut());
  }
}
