package io.bankd.daemon;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A pack at the other end of a pseudo-terminal, whose cells sink by a millivolt with every answer
 * through the derating curve of discharging: each lowers the limit by 0.4 A, and nothing else does.
 * At the curve's knee they rise again.
 *
 * <p>An answer ends when no set has just been sent and none is due, so that the limit falls into
 * the quiet between two sets and only a set sent at once can tell it.
 */
final class FallingPack implements Runnable {
  static final PackAddress ADDRESS = PackAddress.of(2);

  private static final Duration TURN_AROUND = Duration.ofMillis(20);
  private static final int FROM = 2949;
  private static final int TO = 2851;

  /* Above the curve, and no further from its end than a pack may move from answer to answer. */
  private static final int HEALTHY = 2960;

  /* A limit may rise after two answers that agree, and then it takes a second. */
  private static final int ANSWERS_TO_RISE = 8;

  /* Two sets are at least 50 ms apart; a set takes 25 ms, and nothing is measured just before one. */
  private static final long AFTER_A_SET = 60_000_000;
  private static final long BEFORE_A_SET = 30_000_000;

  /**
   * An answer that lowered the limit.
   *
   * @param last when its last character was handed to the line, ns
   */
  record Fall(long last) {}

  private final String port;
  private final PackDialect dialect;
  private final BusTiming timing;
  private final StampingCanBus can;
  private final long period;
  private final List<Fall> falls = new ArrayList<>();
  private volatile boolean falling;
  private int cell = HEALTHY;
  private int rests;

  FallingPack(
      String port, PackDialect dialect, BusTiming timing, StampingCanBus can, Duration period) {
    this.port = port;
    this.dialect = dialect;
    this.timing = timing;
    this.can = can;
    this.period = period.toNanos();
  }

  /** From now on the cells sink, or stay where they are. */
  void falling(boolean on) {
    falling = on;
  }

  synchronized List<Fall> falls() {
    return List.copyOf(falls);
  }

  @Override
  public void run() {
    Deframer deframer = new Deframer();
    byte[] buffer = new byte[256];
    try (FileInputStream in = new FileInputStream(port);
        FileOutputStream out = new FileOutputStream(port)) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        long at = System.nanoTime();
        List<AsciiFrame> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          deframer.take(
              buffer[i],
              candidate -> {
                if (candidate instanceof AsciiFrame frame) {
                  asked.add(frame);
                }
              });
        }
        for (AsciiFrame request : asked) {
          answer(request, at, out);
        }
      }
    } catch (IOException e) {
      // The line is gone: the bench has ended.
    }
  }

  private void answer(AsciiFrame request, long at, OutputStream out) throws IOException {
    PackQuestion question = dialect.hear(request);
    if (question == null || !question.address().equals(ADDRESS)) {
      return;
    }
    boolean falls = question.kind() == Kind.ANALOG && sink();
    byte[] answer = dialect.answer(question, report(question)).encode();
    long wire = timing.wire(answer.length).toNanos();
    long earliest = at + timing.wire(request.characters()).plus(TURN_AROUND).toNanos() + wire;
    long end = inTheQuiet(earliest);
    // In pieces as a UART hands them over, and the last character by itself.
    for (int from = 0; from < answer.length - 1; from += 16) {
      int to = Math.min(from + 16, answer.length - 1);
      until(end - timing.wire(answer.length - to).toNanos());
      out.write(answer, from, to - from);
    }
    until(end);
    long last = System.nanoTime();
    out.write(answer, answer.length - 1, 1);
    if (falls) {
      synchronized (this) {
        this.falls.add(new Fall(last));
      }
    }
  }

  /* Whether the answer will lower the limit. */
  private boolean sink() {
    if (!falling || can.first() == 0) {
      return false;
    }
    if (cell > FROM) {
      cell = ++rests >= ANSWERS_TO_RISE ? FROM : HEALTHY;
    } else {
      cell = cell > TO ? cell - 1 : HEALTHY;
      rests = 0;
    }
    return cell <= FROM;
  }

  private long inTheQuiet(long end) {
    if (!falling) {
      return end;
    }
    long phase = Math.floorMod(end - can.first(), period);
    boolean busy = phase < AFTER_A_SET || phase > period - BEFORE_A_SET;
    long later = phase < AFTER_A_SET ? AFTER_A_SET - phase : period - phase + AFTER_A_SET;
    return busy ? end + later : end;
  }

  private static void until(long due) {
    while (due - System.nanoTime() > 0) {
      LockSupport.parkNanos(Math.max(1, due - System.nanoTime() - 200_000));
    }
  }

  private PackReport report(PackQuestion question) {
    PackId pack = new PackId("", question.address());
    Moment now = Moment.ofNanos(0);
    if (question.kind() == Kind.STATUS) {
      return new PackStatus(pack, now, Set.of(), Set.of(), Set.of(), true, true, false, 0);
    }
    if (question.kind() != Kind.ANALOG) {
      return new PackIdentity(pack, now, "BENCH", "1");
    }
    int[] cells = new int[16];
    Arrays.fill(cells, cell);
    CellVoltages voltages = CellVoltages.ofMillivolts(cells);
    Temperature warm = Temperature.ofDegrees(20);
    Capacity full = Capacity.ofAmpereHours(100);
    Capacity half = Capacity.ofAmpereHours(50);
    return new PackReading(
        pack,
        now,
        voltages,
        List.of(warm, warm, warm, warm),
        warm,
        warm,
        voltages.sum(),
        Current.ZERO,
        half,
        full,
        full,
        7,
        null,
        null);
  }
}
