package io.bankd.rs485;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.serial.PseudoTerminals;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How much of a bus's time is wire and packs, and how much is ours, over a pair of
 * pseudo-terminals. Run by {@code deploy/test/measure-bus.sh}, or by hand: {@code EfficiencyBench
 * [seconds each]}. The packs' end answers on a thread that spins, so that its lateness is small;
 * what it is late nevertheless is counted as the packs' turn-around, since no master can help that,
 * and shown.
 */
public final class EfficiencyBench {
  private static final Duration TURN_AROUND = Duration.ofMillis(20);

  private static final long SETTLED_AFTER = 25_000_000_000L;

  private static final int PACKS = 15;
  private static final int CHUNK = 16;

  private final PackDialect dialect;
  private final BusTiming timing;
  private final Set<Integer> silent = new HashSet<>();
  private volatile long packNanos;
  private volatile long lateNanos;

  private EfficiencyBench(PackDialect dialect, int baud, int silentPacks) {
    this.dialect = dialect;
    this.timing = BusTiming.serial(baud);
    IntStream.range(0, silentPacks).forEach(i -> silent.add(15 - i));
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    System.out.println(
        "| dialect | baud | silent | rounds | cycle s | wire and packs s | efficiency | packs late"
            + " ms | a silent pack costs | oldest analog s, computed | measured | oldest status s,"
            + " computed | measured |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String dialect : List.of("pace", "pylon")) {
      for (int baud : List.of(9600, 19_200, 115_200)) {
        for (int silent : baud == 9600 ? List.of(0, 1, 5, 14) : List.of(0)) {
          new EfficiencyBench(PackDialects.named(dialect, 16).orElseThrow(), baud, silent)
              .run(seconds);
        }
      }
    }
    System.exit(0);
  }

  private void run(int seconds) throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    List<PollRound> rounds = new ArrayList<>();
    long[] ideal = new long[1];
    long[] probes = new long[1];
    BusListener listener =
        new BusListener() {
          @Override
          public void roundEnded(PollRound round) {
            rounds.add(round);
          }
        };
    List<PackAddress> addresses =
        IntStream.rangeClosed(0, PACKS).filter(a -> a != 1).mapToObj(PackAddress::of).toList();
    PollPlan plan =
        new PollPlan(addresses, List.of(), dialect.shortest(), reading -> false, listener);
    try (PseudoTerminals line = new PseudoTerminals();
        Rs485Master master =
            new Rs485Master(
                new BusEndpoint.Serial(line.a(), timing.baud()),
                dialect,
                timing,
                loops,
                Thread::new,
                BusClock.real(System::nanoTime),
                listener)) {
      Thread packs = new Thread(() -> answer(line.b()), "packs");
      packs.setDaemon(true);
      packs.start();
      // Who is silent is known by then and looked for at equal intervals, and the versions are
      // asked.
      ask(plan, master, SETTLED_AFTER, ideal, probes);
      rounds.clear();
      ideal[0] = probes[0] = packNanos = lateNanos = 0;
      long begin = System.nanoTime();
      ask(plan, master, seconds * 1_000_000_000L, ideal, probes);
      print(rounds, System.nanoTime() - begin, ideal[0], probes[0]);
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void ask(PollPlan plan, Rs485Master master, long nanos, long[] ideal, long[] probes) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      PackQuestion question = plan.next(Moment.ofNanos(System.nanoTime()));
      long before = packNanos;
      long start = System.nanoTime();
      Exchange outcome = master.ask(question);
      if (outcome instanceof Exchange.Answered) {
        ideal[0] += packNanos - before;
      } else {
        probes[0] += System.nanoTime() - start;
      }
      plan.note(question, outcome, Moment.ofNanos(System.nanoTime()));
    }
  }

  private void print(List<PollRound> rounds, long took, long ideal, long probes) {
    double cycle = rounds.stream().mapToLong(r -> r.took().toNanos()).average().orElse(0) / 1e9;
    System.out.printf(
        "| %s | %d | %d | %d | %.2f | %.2f | %.4f | %.1f | %s | %.2f | %.2f | %.2f | %.2f |%n",
        dialect.name(),
        timing.baud(),
        silent.size(),
        rounds.size(),
        cycle,
        cycle * ideal / took,
        ideal / (double) (took - probes),
        lateNanos / 1e6 / Math.max(1, rounds.size()),
        silent.isEmpty() ? "" : "%.2f %%".formatted(100.0 * probes / took / silent.size()),
        bound(rounds, true) / 1e9,
        oldest(rounds, true) / 1e9,
        bound(rounds, false) / 1e9,
        oldest(rounds, false) / 1e9);
  }

  /** The least that was promised in any round. */
  private static long bound(List<PollRound> rounds, boolean analog) {
    return rounds.stream()
        .map(round -> analog ? round.bound().analog() : round.bound().status())
        .filter(bound -> bound != null)
        .mapToLong(Duration::toNanos)
        .min()
        .orElse(0);
  }

  private long oldest(List<PollRound> rounds, boolean analog) {
    return rounds.stream()
        .flatMap(round -> round.worst().entrySet().stream())
        .filter(entry -> !silent.contains(entry.getKey().value()))
        .map(entry -> analog ? entry.getValue().analog() : entry.getValue().status())
        .filter(age -> age != null)
        .mapToLong(Duration::toNanos)
        .max()
        .orElse(0);
  }

  /** The packs' end of the line. */
  private void answer(String port) {
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
    if (question == null || silent.contains(question.address().value())) {
      return;
    }
    byte[] answer = dialect.answer(question, report(question)).encode();
    long begin = at + timing.wire(request.characters()).plus(TURN_AROUND).toNanos();
    for (int from = 0; from < answer.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, answer.length);
      long due = begin + timing.wire(to).toNanos();
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(Math.max(1, due - System.nanoTime() - 200_000));
      }
      if (to == answer.length) {
        long now = System.nanoTime();
        lateNanos += now - due;
        packNanos += now - at;
      }
      out.write(answer, from, to - from);
    }
  }

  private PackReport report(PackQuestion question) {
    PackId pack = new PackId("", question.address());
    Moment now = Moment.ofNanos(0);
    switch (question.kind()) {
      case ANALOG:
        int[] cells = new int[16];
        Arrays.fill(cells, 3300);
        CellVoltages voltages = CellVoltages.ofMillivolts(cells);
        List<Temperature> four =
            List.of(
                Temperature.ofDegrees(20),
                Temperature.ofDegrees(20),
                Temperature.ofDegrees(20),
                Temperature.ofDegrees(20));
        Capacity full = Capacity.ofAmpereHours(100);
        return new PackReading(
            pack,
            now,
            voltages,
            four,
            four.get(0),
            four.get(0),
            voltages.sum(),
            Current.ZERO,
            full,
            full,
            full,
            7,
            null,
            null);
      case STATUS:
        return new PackStatus(pack, now, Set.of(), Set.of(), Set.of(), true, true, false, 0);
      default:
        return new PackIdentity(pack, now, "BENCH", "1");
    }
  }
}
