package io.bankd.daemon.replay;

import io.bankd.daemon.config.ConfigReader;
import io.bankd.daemon.config.ConfigResult;
import io.bankd.daemon.tape.Recording;
import io.bankd.daemon.tape.TapeChannel;
import io.bankd.daemon.tape.TapeChannel.Part;
import io.bankd.daemon.tape.TapeEnd;
import io.bankd.daemon.tape.TapeHeader;
import io.bankd.daemon.tape.TapeKind;
import io.bankd.unit.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a tape of frames that somebody captured: questions and answers in order. */
final class TapeOfFrames implements AutoCloseable {
  private final Recording recording;
  private final Path folder;
  private Moment now = Moment.ofMillis(1_000);

  TapeOfFrames(Path folder, String yaml) {
    this(folder, yaml, false);
  }

  /**
   * A tape that begins now.
   *
   * @param steps whether the bank steps only where {@link #step} says so
   */
  TapeOfFrames(Path folder, String yaml, boolean steps) {
    this.folder = folder;
    ConfigResult read = ConfigReader.read("captured", yaml);
    List<TapeChannel> channels = TapeChannel.of(((ConfigResult.Good) read).config().banks());
    this.recording =
        new Recording(
            channels,
            () -> now,
            before ->
                new TapeHeader(
                    "captures", "", 1_000_000_000, 0, before, yaml, steps, channels, Map.of()));
    recording.start(folder, 10, 10_000_000);
  }

  /** A question, and 100 ms later what was heard; null where nothing was. */
  void exchange(String bank, String bus, String question, @Nullable String answer) {
    int channel = recording.channel(bank, Part.BUS, bus);
    put(TapeKind.SENT, channel, question);
    now = now.plus(Duration.ofMillis(100));
    if (answer == null) {
      put(TapeKind.SILENT, channel, "");
    } else {
      put(TapeKind.HEARD, channel, answer);
    }
    now = now.plus(Duration.ofMillis(50));
  }

  private void put(TapeKind kind, int channel, String characters) {
    recording.put(kind, channel, now, characters.getBytes(StandardCharsets.ISO_8859_1));
  }

  void order(String bank, String order) {
    recording.put(TapeKind.COMMAND, recording.channel(bank, Part.BANK, ""), order);
  }

  /** The bank takes a step, so long after what was last put on the tape. */
  void step(String bank, Duration later) {
    now = now.plus(later);
    recording.put(TapeKind.STEP, recording.channel(bank, Part.BANK, ""), "");
  }

  Moment now() {
    return now;
  }

  Path file() {
    recording.stop(TapeEnd.SWITCHED_OFF);
    return folder.resolve("bank-000001.tape");
  }

  @Override
  public void close() {
    recording.close();
  }
}
