package io.bankd.daemon.replay;

import io.bankd.can.CanFrame;
import io.bankd.daemon.Clock;
import io.bankd.daemon.DrivenBank;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.ConfigReader;
import io.bankd.daemon.config.ConfigResult;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.tape.TapeChannel;
import io.bankd.daemon.tape.TapeEnd;
import io.bankd.daemon.tape.TapeHeader;
import io.bankd.daemon.tape.TapeKind;
import io.bankd.daemon.tape.TapeReader;
import io.bankd.daemon.tape.TapeRecord;
import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's banks, driven by a tape: what was heard goes the way it went, each bank steps and
 * tells when its loops would. There is one thread and no clock but the tape's, so the same tape
 * always gives the same output.
 */
public final class Replay {
  /** Over a longer silence of the tape time is not stepped through but passed over. */
  private static final Duration LONGEST_GAP = Duration.ofHours(1);

  private final ReplayOutput output;
  private final Consumer<Moment> pace;
  private final ReplaySummary summary = new ReplaySummary();
  private final List<DrivenBank> banks = new ArrayList<>();
  private List<TapeChannel> channels = List.of();
  private String configuration = "";
  private @Nullable TapeEnd end;
  private long now;

  /**
   * A replay that has not begun.
   *
   * @param pace is told each moment before it comes, and may wait
   */
  public Replay(ReplayOutput output, Consumer<Moment> pace) {
    this.output = output;
    this.pace = pace;
  }

  /**
   * Plays one file. It goes on from the file played before where it is the next of the same
   * recording, and begins anew otherwise.
   *
   * @throws IOException in words, where it is no tape or cannot be replayed
   */
  public void play(Path file) throws IOException {
    try (TapeReader tape = TapeReader.open(file)) {
      begin(file.getFileName().toString(), tape.header());
      for (TapeRecord record = tape.next(); record != null; record = tape.next()) {
        advance(record.at().nanos());
        summary.passed(record);
        take(record);
      }
      summary.ended(file, end, tape.trouble());
    }
  }

  /** What was played so far. */
  public ReplaySummary summary() {
    return summary;
  }

  /** The banks as they stand now. */
  public List<DrivenBank> banks() {
    return List.copyOf(banks);
  }

  private void begin(String name, TapeHeader header) throws IOException {
    boolean goesOn =
        end == TapeEnd.CONTINUED
            && header.continues().equals(summary.lastFile())
            && header.configuration().equals(configuration);
    end = null;
    if (goesOn) {
      channels = header.channels();
      return;
    }
    banks.clear();
    configuration = header.configuration();
    DaemonConfig config = config(name, configuration);
    channels = header.channels();
    if (!TapeChannel.of(config.banks()).containsAll(channels)) {
      throw new IOException(name + " has records of buses that its configuration does not name");
    }
    now = header.figuresNanos();
    summary.began(header);
    config.banks().forEach(bank -> begin(bank, header));
  }

  private static DaemonConfig config(String name, String yaml) throws IOException {
    ConfigResult read = ConfigReader.read(name + " (its configuration)", yaml);
    if (read instanceof ConfigResult.Good good) {
      return good.config();
    }
    List<String> faults = ((ConfigResult.Bad) read).faults().stream().map(String::valueOf).toList();
    throw new IOException(
        "the configuration on the tape cannot be used by this version: "
            + String.join("; ", faults));
  }

  private void begin(BankConfig config, TapeHeader header) {
    TapeHeader.BankStart start =
        header.banks().getOrDefault(config.name(), TapeHeader.BankStart.FRESH);
    Map<PackId, Figures> lives = new HashMap<>();
    for (PackId pack : config.policy().packs()) {
      Figures life = start.lives().get(pack.toString());
      if (life != null) {
        lives.put(pack, life);
      }
    }
    output.begins(config);
    DrivenBank bank =
        new DrivenBank(
            config,
            Clock.driven(() -> now),
            lives,
            start.figures(),
            start.setAside(),
            !header.steps(),
            inverter -> new ReplayCanBus(inverter.can(), frame -> told(inverter.can(), frame)));
    bank.listen(
        snapshot -> {
          snapshot.events().forEach(event -> output.event(bank.name(), event));
          bank.inverterEvents().forEach(event -> output.event(bank.name(), event));
          output.step(bank.name(), snapshot);
        });
    banks.add(bank);
  }

  private void told(String can, CanFrame frame) {
    summary.told(can, frame);
    output.frame(Moment.ofNanos(now), can, frame);
  }

  /** Takes every turn that falls due before a moment, in order. */
  private void advance(long until) {
    long to = Math.max(now, until);
    if (to - now <= LONGEST_GAP.toNanos()) {
      for (DrivenBank next = next(to); next != null; next = next(to)) {
        now = Math.max(now, next.due().nanos());
        pace.accept(Moment.ofNanos(now));
        next.turn();
      }
    }
    now = to;
    pace.accept(Moment.ofNanos(now));
  }

  private @Nullable DrivenBank next(long to) {
    DrivenBank next = null;
    for (DrivenBank bank : banks) {
      boolean due = bank.due().nanos() <= to;
      if (due && (next == null || bank.due().isBefore(next.due()))) {
        next = bank;
      }
    }
    return next;
  }

  private void take(TapeRecord record) {
    TapeChannel channel =
        record.channel() < channels.size() ? channels.get(record.channel()) : null;
    if (channel == null) {
      return;
    }
    for (DrivenBank bank : banks) {
      if (bank.name().equals(channel.bank())) {
        switch (channel.part()) {
          case BUS -> bus(bank, channel.name(), record);
          case CAN -> can(bank, channel.name(), record);
          case BANK -> bank(bank, record);
        }
      }
    }
  }

  private static void bus(DrivenBank bank, String bus, TapeRecord record) {
    switch (record.kind()) {
      case SENT -> bank.sent(bus, record.data());
      case HEARD -> bank.heard(bus, record.data());
      case ENDED -> bank.ended(bus);
      case SILENT -> bank.silent(bus);
      case OPENED -> bank.opened(bus);
      case GONE -> bank.gone(bus, record.text());
      default -> {}
    }
  }

  private void can(DrivenBank bank, String can, TapeRecord record) {
    CanFrame frame = frame(record.data());
    if (frame != null && record.kind() == TapeKind.CAN_HEARD) {
      bank.heard(can, frame);
    } else if (frame != null && record.kind() == TapeKind.CAN_SENT) {
      summary.toldThen(can, frame);
    }
  }

  private void bank(DrivenBank bank, TapeRecord record) {
    switch (record.kind()) {
      case STEP -> bank.step();
      case COMMAND -> bank.order(record.text());
      case END -> {
        end = TapeEnd.of(record).orElse(null);
        if (end == TapeEnd.STOPPED) {
          banks.forEach(DrivenBank::stop);
        }
      }
      default -> {}
    }
  }

  private static @Nullable CanFrame frame(byte[] data) {
    if (data.length < 2 || data.length > 10) {
      return null;
    }
    int id = (data[0] & 0x07) << 8 | data[1] & 0xFF;
    return CanFrame.of(id, Arrays.copyOfRange(data, 2, data.length));
  }
}
