package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReport;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.rs485.pace.PaceDialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Switching something in pack 3, with pack 5 beside it, both behind a gateway. */
@Timeout(120)
class PackSwitchCommandTest {
  private final PackDialect dialect = new PaceDialect();
  private final CommandRun command = new CommandRun();
  private final List<String> ordered = new CopyOnWriteArrayList<>();
  private final ServerSocket gateway;
  private volatile boolean charge = true;
  private volatile boolean stubborn;
  private volatile boolean refusing;
  private volatile @Nullable Integer neighbour = 3300;

  @TempDir Path folder;

  private Path config = Path.of("");

  PackSwitchCommandTest() throws IOException {
    gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread packs = new Thread(this::serve);
    packs.setDaemon(true);
    packs.start();
  }

  @BeforeEach
  void configure() throws IOException {
    config = configure("allow-pack-write: true, ");
  }

  private Path configure(String allowed) throws IOException {
    return Files.writeString(
        folder.resolve("bank.yaml"),
        "state: {directory: %s}\ncontrol: {socket: %s}\n"
                .formatted(folder.resolve("state"), folder.resolve("control.sock"))
            + "banks: [{buses: [{tcp: \"127.0.0.1:%d\", %spacks: [3, 5]}],"
                .formatted(gateway.getLocalPort(), allowed)
            + " inverters: [{can: can0}]}]\n");
  }

  @AfterEach
  void end() throws IOException {
    gateway.close();
  }

  private void serve() {
    while (!gateway.isClosed()) {
      try (Socket call = gateway.accept()) {
        InputStream in = call.getInputStream();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
          frame.write(c);
          if (c == '\r') {
            AsciiFrame answer = answer((AsciiFrame) AsciiFrame.parse(frame.toByteArray()));
            frame.reset();
            if (answer != null) {
              call.getOutputStream().write(answer.encode());
            }
          }
        }
      } catch (IOException e) {
        // The caller hung up, or the test is over.
      }
    }
  }

  private @Nullable AsciiFrame answer(AsciiFrame request) {
    PackQuestion question = dialect.hear(request);
    if (question != null) {
      PackReport report = report(question);
      return report == null ? null : dialect.answer(question, report);
    }
    PackOrder order = dialect.hearOrder(request);
    if (order == null) {
      return null;
    }
    ordered.add(order.subject());
    if (refusing) {
      return dialect.refuse(order.address(), ReturnCode.REFUSED);
    }
    if (order.subject().startsWith("CHARGE_MOS")) {
      charge = stubborn ? charge : order.subject().endsWith("ON");
      return AsciiFrame.of(0x25, 3, 0x46, 0, (byte) (charge ? 6 : 4));
    }
    return dialect.obey(order, stubborn ? 0xFF : dialect.control(order, 0));
  }

  private @Nullable PackReport report(PackQuestion question) {
    PackAddress address = question.address();
    Integer millivolts = address.value() == 3 ? Integer.valueOf(3300) : neighbour;
    if (millivolts == null || address.value() != 3 && address.value() != 5) {
      return null;
    }
    switch (question.kind()) {
      case STATUS:
        return StillPack.status(address, charge);
      case ANALOG:
        return StillPack.reading(address, millivolts);
      default:
        return StillPack.identity(address);
    }
  }

  private int run(String line) {
    return command.run(line.split(" "));
  }

  private int turn(String more) {
    return run("pack-write --config " + config + " --pack 3 --serial S3 --switch " + more);
  }

  private String events() {
    run("events --rule pack-write --json --state " + folder.resolve("state"));
    return command.out();
  }

  @Test
  void aMosfetIsShownThenSwitchedLookedAtAndRecorded() {
    assertThat(turn("charge-mosfet=off")).as(command.err()).isZero();
    assertThat(command.out())
        .contains("now: charge MOSFET on, discharge MOSFET on; wanted: charge MOSFET off")
        .contains("Nothing was sent; with --yes it is.");
    assertThat(ordered).isEmpty();

    assertThat(turn("charge-mosfet=off --yes")).as(command.err()).isZero();
    assertThat(command.out())
        .contains("charge MOSFET off was ordered and done; now: charge MOSFET off, discharge");
    assertThat(ordered).containsExactly("CHARGE_MOS_OFF");
    assertThat(events())
        .contains("pack 3: charge MOSFET off is about to be ordered")
        .contains("pack 3: charge MOSFET off was ordered and done")
        .contains("\"charge-mosfet-before\":1", "\"charge-mosfet-after\":0");
  }

  @Test
  void aSwitchOfTheControlByteIsReadBackFromTheAnswer() {
    assertThat(turn("buzzer=on --yes")).as(command.err()).isZero();
    assertThat(command.out()).contains("buzzer on was ordered and done");
    assertThat(events()).contains("\"control-after\":1");
  }

  @Test
  void whatThePackDoesNotShowIsNotTakenForDone() {
    stubborn = true;
    assertThat(turn("charge-mosfet=off --yes")).isEqualTo(PackWriting.NOT_TAKEN);
    assertThat(command.out()).contains("was ordered, but the pack does not show it");
    assertThat(turn("buzzer=off --yes")).isEqualTo(PackWriting.NOT_TAKEN);
    refusing = true;
    assertThat(turn("charge-mosfet=off --yes")).isEqualTo(PackWriting.NOT_TAKEN);
    assertThat(command.out()).contains("was refused by the pack");
    assertThat(events()).contains("\"severity\":\"alarm\"");
  }

  /** Nothing but some milliohms limits what flows when packs are joined. */
  @Test
  void aPackIsJoinedOnlyWhereEveryNeighbourStandsNearEnough() {
    charge = false;
    neighbour = 3260; // 0.64 V
    assertThat(turn("charge-mosfet=on --yes")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err()).contains("0.64 V from pack 5; up to 0.60 V may be joined");
    neighbour = null;
    assertThat(turn("charge-mosfet=on --yes")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err()).contains("pack 5 does not say its voltage");
    assertThat(ordered).isEmpty();

    neighbour = 3265; // 0.56 V
    assertThat(turn("charge-mosfet=on --yes")).as(command.err()).isZero();
    assertThat(command.out()).contains("charge MOSFET on was ordered and done");
  }

  @Test
  void whatProtectsLessHasToBeMeant() {
    assertThat(turn("limiter=off --yes")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("--allow-looser-than-factory says that it is meant");
    assertThat(ordered).isEmpty();
    assertThat(turn("limiter=off --yes --allow-looser-than-factory")).isZero();
    assertThat(ordered).containsExactly("LIMITER_OFF");
  }

  @Test
  void anotherPacksSerialAndAConfigurationThatDoesNotAllowItStopEverything() throws IOException {
    String line =
        "pack-write --config " + config + " --pack 3 --serial S5 --switch buzzer=on --yes";
    assertThat(run(line)).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err()).contains("says its serial is “S3”, not this one");
    config = configure("");
    assertThat(turn("buzzer=on --yes")).isEqualTo(ExitCode.CONFIG);
    assertThat(ordered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shut-down=on | “shut-down=on” is no switch; there are led-alarm=on,",
        "SHUT_DOWN | is no switch",
        "lock=on | is no switch",
        "balancing=on | is no switch",
        "buzzer=on cell_ov.alarm_mv=3450 | give either KEY=VALUE",
      })
  void whatIsNoSwitchIsSaid(String more, String words) {
    assertThat(turn(more)).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(words);
    assertThat(run("pack-write --config " + config + " --pack 3 --serial S3"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(ordered).isEmpty();
  }
}
