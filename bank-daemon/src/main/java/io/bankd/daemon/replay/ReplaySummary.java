package io.bankd.daemon.replay;

import io.bankd.can.CanFrame;
import io.bankd.daemon.tape.TapeEnd;
import io.bankd.daemon.tape.TapeHeader;
import io.bankd.daemon.tape.TapeKind;
import io.bankd.daemon.tape.TapeRecord;
import io.bankd.unit.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was on the tapes that were played, and how it compares with what was told then. */
public final class ReplaySummary {
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Integer> then = new HashMap<>();
  private final Set<String> now = new HashSet<>();
  private @Nullable TapeHeader header;
  private String lastFile = "";
  private Duration played = Duration.ZERO;
  private Moment last = Moment.ofNanos(0);
  private long records;
  private long framesThen;
  private long framesNow;

  void began(TapeHeader with) {
    header = with;
    last = Moment.ofNanos(with.serviceNanos());
  }

  void passed(TapeRecord record) {
    records++;
    played = played.plus(record.at().since(last));
    last = record.at();
    if (record.kind() == TapeKind.MISSING) {
      remarks.add(record.text() + " records are missing before +" + TapeTime.words(played));
    }
  }

  void told(String can, CanFrame frame) {
    framesNow++;
    now.add(can + " " + frame);
  }

  void toldThen(String can, CanFrame frame) {
    framesThen++;
    then.merge(can + " " + frame, 1, Integer::sum);
  }

  void ended(Path file, @Nullable TapeEnd end, @Nullable String trouble) {
    lastFile = String.valueOf(file.getFileName());
    if (trouble != null) {
      remarks.add(lastFile + ": " + trouble + "; what stands before is replayed");
    } else if (end == null) {
      remarks.add(lastFile + " was cut off; what is whole of it is replayed");
    }
  }

  String lastFile() {
    return lastFile;
  }

  /** What a reader should know of the tapes: where they are torn, what is missing. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** How much time was played. */
  public Duration played() {
    return played;
  }

  /** Frames that were sent when the tape was made. */
  public long framesThen() {
    return framesThen;
  }

  /** How many of {@link #framesThen()} the replay told as well, byte for byte. */
  public long framesAgain() {
    return then.entrySet().stream()
        .filter(frame -> now.contains(frame.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** In words, a line each. */
  public List<String> lines() {
    TapeHeader of = header;
    List<String> lines = new ArrayList<>();
    if (of != null) {
      lines.add("recorded by bank-daemon " + of.program() + ", begun " + of.written());
    }
    lines.add(records + " records in " + TapeTime.words(played));
    String again =
        framesThen == 0
            ? ""
            : "; %d of those then (%.1f %%) come again byte for byte"
                .formatted(framesAgain(), 100.0 * framesAgain() / framesThen);
    lines.add("CAN frames: " + framesThen + " sent then, " + framesNow + " in the replay" + again);
    lines.addAll(remarks);
    return lines;
  }
}
