package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million damaged answers of a real pack, and what of them is believed. */
class CorruptionTest {
  private static final int DAMAGED = 500_000;

  /** One answer in ten comes damaged: a very bad line, on which packs still stay polled. */
  private static final int ONE_IN = 10;

  private static final PackQuestion QUESTION = new PackQuestion(PackAddress.of(2), Kind.ANALOG);

  private final Random random = new Random(485);
  private final Plausibility plausibility = new Plausibility();
  private Moment now = Moment.ofMillis(0);
  private long checksumPassed;
  private long accepted;

  @ParameterizedTest
  @CsvSource({
    "pace, 16, ~25024600D07C0002100D330D360D3C0D300D3A0D360D3C0D350D3E0D3B0D3D0D380D370D370D360D34060B"
        + "A60BA20BA30BA60B9D0BAC096CD3B21A680226AC03B826AC44E232",
    "pylon, 15, ~20024600F07A00020F0D0B0D0D0D0A0D0E0D0A0D0A0D0A0D0B0D0B0D0B0D0B0D0C0D0A0D0D0D0A050BBD0B"
        + "AE0BAB0BAB0BAD0017C3A7FFFF04FFFF003700C394012110E21E"
  })
  void nothingLooserThanTheTruthIsSaidTwice(String name, int cells, String answer) {
    PackDialect dialect = PackDialects.named(name, cells).orElseThrow();
    byte[] sound = (answer + "\r").getBytes(StandardCharsets.US_ASCII);
    PackReply.Analog truth = (PackReply.Analog) hear(dialect, sound, sound);
    boolean loosened = false;
    int twice = 0;
    int loose = 0;
    for (long i = 0; i < (long) DAMAGED * ONE_IN; i++) {
      now = now.plus(Duration.ofSeconds(3));
      if (i % 20 == 0) {
        // The pack lives: it is not frozen.
        plausibility.check(QUESTION, alive(truth, (int) (i / 20 % 2)), now);
      }
      if (random.nextInt(ONE_IN) > 0) {
        loosened = false;
        plausibility.check(QUESTION, truth, now);
        continue;
      }
      PackReply reply = hear(dialect, damaged(sound), sound);
      boolean loosens = reply instanceof PackReply.Analog said && isLooser(said, truth);
      loose += loosens ? 1 : 0;
      twice += loosens && loosened ? 1 : 0;
      loosened = loosens;
    }
    System.out.printf(
        "%s: of %d damaged answers the checksums let %d pass (%.5f %%), %d were believed (%.5f %%),"
            + " %d of them looser than the truth%n",
        name,
        DAMAGED,
        checksumPassed,
        100.0 * checksumPassed / DAMAGED,
        accepted,
        100.0 * accepted / DAMAGED,
        loose);
    assertThat(twice).as("loosening needs two that agree, and there never are two").isZero();
    assertThat(accepted).isLessThan(checksumPassed);
  }

  private static PackReply.Analog alive(PackReply.Analog truth, int more) {
    return new PackReply.Analog(
        truth.cells(),
        truth.cellTemperatures(),
        truth.mosTemperature(),
        truth.environmentTemperature(),
        truth.voltage(),
        Current.ofMilliamperes(truth.current().milliamperes() + 10 * more),
        truth.remaining(),
        truth.full(),
        truth.design(),
        truth.cycles(),
        truth.reportedSoc(),
        truth.reportedSoh(),
        truth.sensors(),
        truth.alarmFlag());
  }

  /** What the bus makes of characters: the last sound frame, read and held against the past. */
  private PackReply hear(PackDialect dialect, byte[] characters, byte[] sound) {
    List<AsciiFrame> frames = new ArrayList<>();
    Deframer deframer = new Deframer();
    for (byte character : characters) {
      deframer.take(
          character,
          candidate -> {
            if (candidate instanceof AsciiFrame frame) {
              frames.add(frame);
            }
          });
    }
    if (frames.isEmpty()) {
      return new PackReply.Refused(Refusal.SIZE, "");
    }
    AsciiFrame frame = frames.get(0);
    // What was damaged outside the frame is as good as sound.
    boolean differs = !Arrays.equals(frame.encode(), sound);
    checksumPassed += differs ? 1 : 0;
    PackReply reply = plausibility.check(QUESTION, dialect.read(QUESTION, frame), now);
    accepted += differs && reply instanceof PackReply.Analog ? 1 : 0;
    return reply;
  }

  /** Bits turned, characters exchanged, pieces cut out, and two halves glued together. */
  private byte[] damaged(byte[] sound) {
    byte[] copy = sound.clone();
    switch (random.nextInt(5)) {
      case 0:
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        break;
      case 1:
        for (int flips = 2 + random.nextInt(6); flips > 0; flips--) {
          copy[1 + random.nextInt(copy.length - 2)] ^= (byte) (1 << random.nextInt(4));
        }
        break;
      case 2:
        int a = 13 + random.nextInt(copy.length - 20);
        int b = 13 + random.nextInt(copy.length - 20);
        copy[a] = sound[b];
        copy[b] = sound[a];
        break;
      case 3:
        int from = random.nextInt(copy.length);
        return Arrays.copyOfRange(copy, 0, from);
      default:
        int end = 1 + random.nextInt(copy.length - 1);
        int on = 1 + random.nextInt(copy.length - 1);
        byte[] glued = Arrays.copyOf(copy, end + copy.length - on);
        System.arraycopy(sound, on, glued, end, copy.length - on);
        return Arrays.equals(glued, sound) ? damaged(sound) : glued;
    }
    // An exchange of equal characters damages nothing.
    return Arrays.equals(copy, sound) ? damaged(sound) : copy;
  }

  /** Whether some limit would be higher by it: 20 mV at a cell, or 2 degrees at a sensor. */
  private static boolean isLooser(PackReply.Analog said, PackReply.Analog truth) {
    return said.cells().highest().millivolts() < truth.cells().highest().millivolts() - 20
        || said.cells().lowest().millivolts() > truth.cells().lowest().millivolts() + 20
        || said.voltage().millivolts() < truth.voltage().millivolts() - 200
        || extreme(said, true) < extreme(truth, true) - 20
        || extreme(said, false) > extreme(truth, false) + 20;
  }

  private static int extreme(PackReply.Analog said, boolean hottest) {
    var all = said.cellTemperatures().stream().mapToInt(Temperature::decidegrees);
    return (hottest ? all.max() : all.min()).orElse(0);
  }
}
