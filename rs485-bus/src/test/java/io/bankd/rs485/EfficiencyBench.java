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
import io.bankd.rs485.frame.AsciiFrameDecoder;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much of a bus's time is wire and packs, and how much is ours. Run by hand: {@code
 * EfficiencyBench [seconds each]}. The packs' end answers on a thread of its own that spins, so
 * that its lateness is small; what it is late nevertheless is counted as the packs' turn-around,
 * since no master can help that, and shown.
 */
public final class EfficiencyBench {
  private static final Duration TURN_AROUND = Duration.ofMillis(20);
  private static final int CHUNK = 16;

  private final PackDialect dialect;
  private final int baud;
  private final Set<Integer> silent = new HashSet<>();
  private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private volatile long packNanos;
  private volatile long lateNanos;

  private record Asked(ChannelHandlerContext line, AsciiFrame request, long at) {}

  private EfficiencyBench(PackDialect dialect, int baud, int silentPacks) {
    this.dialect = dialect;
    this.baud = baud;
    IntStream.range(0, silentPacks).forEach(i -> silent.add(15 - i));
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    System.out.println(
        "dialect   baud  silent  rounds  cycle ms  ideal ms  efficiency  late ms  "
            + "cost of a silent pack  oldest analog, status in cycles");
    for (String dialect : List.of("pace", "pylon")) {
      for (int baud : List.of(9600, 19_200, 115_200)) {
        for (int silent : baud == 9600 ? List.of(0, 1, 5, 14) : List.of(0)) {
          new EfficiencyBench(PackDialects.named(dialect, 16).orElseThrow(), baud, silent)
              .run(dialect, seconds);
        }
      }
    }
    System.exit(0);
  }

  private void run(String name, int seconds) throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
    LocalAddress address = new LocalAddress("bench-" + name + baud + silent.size());
    Channel listening = listen(loops, address);
    Thread packs = new Thread(this::answer, "packs");
    packs.setDaemon(true);
    packs.start();
    List<PollRound> rounds = new java.util.ArrayList<>();
    long[] ideal = new long[1];
    long[] probes = new long[1];
    BusTiming timing = BusTiming.serial(baud);
    BusListener listener =
        new BusListener() {
          @Override
          public void roundEnded(PollRound round) {
            rounds.add(round);
          }
        };
    List<PackAddress> addresses =
        IntStream.rangeClosed(0, 15)
            .filter(a -> a != 1)
            .mapToObj(PackAddress::of)
            .collect(Collectors.toList());
    PollPlan plan = new PollPlan(addresses, List.of(), reading -> false, listener);
    try (Rs485Master master =
        new Rs485Master(
            new BusEndpoint.Local(address.id()),
            dialect,
            timing,
            loops,
            Thread::new,
            BusClock.real(System::nanoTime),
            listener)) {
      ask(plan, master, Math.max(8, seconds / 2) * 1_000_000_000L, ideal, probes);
      rounds.clear();
      ideal[0] = probes[0] = packNanos = lateNanos = 0;
      long begin = System.nanoTime();
      ask(plan, master, seconds * 1_000_000_000L, ideal, probes);
      print(name, rounds, System.nanoTime() - begin, ideal[0], probes[0]);
    }
    packs.interrupt();
    listening.close().syncUninterruptibly();
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

  private void print(String name, List<PollRound> rounds, long took, long ideal, long probes) {
    double cycle = rounds.stream().mapToLong(r -> r.took().toMillis()).average().orElse(0);
    long longest = rounds.stream().mapToLong(r -> r.took().toNanos()).max().orElse(1);
    double asking = took - probes;
    System.out.printf(
        "%-7s %6d  %6d  %6d  %8.0f  %8.0f  %10.4f  %7.1f  %20.2f%%  %14.2f, %.2f%n",
        name,
        baud,
        silent.size(),
        rounds.size(),
        cycle,
        cycle * ideal / took,
        ideal / asking,
        lateNanos / 1e6 / Math.max(1, rounds.size()),
        silent.isEmpty() ? 0.0 : 100.0 * probes / took / silent.size(),
        oldest(rounds, true) / (double) longest,
        oldest(rounds, false) / (double) longest);
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

  private Channel listen(EventLoopGroup loops, LocalAddress address) {
    return new ServerBootstrap()
        .group(loops)
        .channel(LocalServerChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new AsciiFrameDecoder(),
                        new ChannelInboundHandlerAdapter() {
                          @Override
                          public void channelRead(ChannelHandlerContext ctx, Object request) {
                            asked.add(new Asked(ctx, (AsciiFrame) request, System.nanoTime()));
                          }
                        });
              }
            })
        .bind(address)
        .syncUninterruptibly()
        .channel();
  }

  private void answer() {
    BusTiming timing = BusTiming.serial(baud);
    try {
      while (true) {
        Asked next = asked.take();
        PackQuestion question = dialect.hear(next.request);
        if (question == null || silent.contains(question.address().value())) {
          continue;
        }
        byte[] answer = dialect.answer(question, report(question)).encode();
        long begin = next.at + timing.wire(next.request.characters()).plus(TURN_AROUND).toNanos();
        long due = begin;
        for (int from = 0; from < answer.length; from += CHUNK) {
          int to = Math.min(from + CHUNK, answer.length);
          due = begin + timing.wire(to).toNanos();
          while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(Math.max(1, due - System.nanoTime() - 200_000));
          }
          if (to == answer.length) {
            long now = System.nanoTime();
            lateNanos += now - due;
            packNanos += now - next.at;
          }
          next.line.writeAndFlush(Unpooled.copiedBuffer(answer, from, to - from));
        }
      }
    } catch (InterruptedException e) {
      // The bench has ended.
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
