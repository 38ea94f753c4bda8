package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.cli.ExitCode;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.tape.TapeKind;
import io.bankd.daemon.tape.TapeReader;
import io.bankd.daemon.tape.TapeRecord;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Settings;
import io.bankd.spec.SettingsResult;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator, a daemon that hears no pack, and the socket between them. */
@Timeout(120)
class OperatorTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    start(3550);
  }

  /** With packs that are configured to stop charging at {@code millivolts} a cell. */
  private void start(int millivolts) throws Exception {
    Store store = Store.open(folder, 1_000);
    Restored restored = store.restored(Duration.ofSeconds(30));
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    Settings.Choice choice = new Settings.Choice(millivolts, "bank.yaml:12", false);
    SettingsResult settings =
        PackSpec.AM5000.with(Settings.FACTORY.with("prot-1.protection", choice));
    site =
        new TestSite(
            Clock.continuing(restored.serviceTime()),
            group,
            new BusEndpoint.Local("nobody"),
            "pace",
            List.of(PackId.of(2), PackId.of(3)),
            ((SettingsResult.Applied) settings).spec(),
            store,
            restored);
    site.daemon.record("banks: []", folder.resolve("tapes"));
    site.daemon.listen(socket());
    site.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aResetIsCarriedOutSaidAndRecordedWithTheOperatorsName() {
    assertThat(run("reset", "--pack", "3", "--socket", socket().toString())).isZero();
    assertThat(out.toString()).startsWith("pack 3 was reset\n");

    site.close();
    run("events", "--state", folder.toString(), "--rule", "command", "--json");
    assertThat(out.toString())
        .contains("\"bank\":\"test\",\"pack\":\"3\"")
        .contains("reset of pack 3, asked for by user " + System.getProperty("user.name"));
  }

  @Test
  void aRecordingIsSwitchedOnAndOffAndHasTheOperatorsOrders() throws Exception {
    assertThat(said("record")).contains("nothing is being recorded");
    assertThat(said("record", "start")).contains("recording in " + folder.resolve("tapes"));
    run("reset", "--pack", "3", "--socket", socket().toString());
    assertThat(said("record", "stop")).endsWith("nothing is being recorded\n");

    List<String> orders = new ArrayList<>();
    try (TapeReader tape = TapeReader.open(folder.resolve("tapes/bank-000001.tape"))) {
      for (TapeRecord next = tape.next(); next != null; next = tape.next()) {
        if (next.kind() == TapeKind.COMMAND || next.kind() == TapeKind.END) {
          orders.add(next.text());
        }
      }
    }
    assertThat(orders).containsExactly("reset 3", "SWITCHED_OFF");
  }

  /** A file stands where the tapes should be: the bank does not notice, the operator does. */
  @Test
  void aRecordingThatCannotBeWrittenIsSaidAndMeasuredAndTheBankGoesOn() throws Exception {
    Files.writeString(folder.resolve("tapes"), "not a directory");
    said("record", "start");
    String state = said("record");
    while (!state.contains("nothing can be recorded in " + folder.resolve("tapes"))) {
      state = said("record");
    }
    assertThat(site.get("/metrics").body())
        .contains("bank_recording_up 0.0")
        .contains("bank_recording_lost_total ");
    BankSnapshot before = site.daemon.banks().get(0).newest();
    while (site.daemon.banks().get(0).newest() == before) {
      Thread.onSpinWait(); // the test's time-out is the limit
    }
    said("record", "stop");
    assertThat(site.get("/metrics").body()).contains("bank_recording_up NaN");
  }

  @Test
  void aPipeGetsTheFrontsAsATableOfPatterns() {
    assertThat(run("panel", "--socket", socket().toString())).isZero();

    assertThat(out.toString().lines())
        .startsWith("pack  ON   RUN      ALM      L1…L6       SOC  shows")
        .anyMatch(line -> line.matches(" +2 +–  not heard"))
        .anyMatch(line -> line.startsWith("flash 1: 0.25 s every 4 s"));
    run("events", "--state", folder.toString(), "--rule", "command");
    assertThat(out.toString()).as("looking is not recorded").doesNotContain("asked for");
  }

  @Test
  void restoredDefaultsHoldOverARestartUntilTheConfigurationChanges() throws Exception {
    assertThat(said("settings")).contains("* prot-1.protection").contains("bank.yaml:12");

    assertThat(said("restore-defaults"))
        .contains("prot-1.protection 3.550 V (bank.yaml:12) is now 3.600 V, which protects less\n")
        .contains("set aside until they are changed in the configuration");

    String aside = "factory; set aside: prot-1.protection 3.550 V (bank.yaml:12)";
    assertThat(said("settings")).contains(aside).doesNotContain("* ");
    site.close();
    start(3550);
    assertThat(said("settings")).contains(aside);
    assertThat(said("restore-defaults")).contains("is the factory's already");
    site.close();
    start(3520);
    assertThat(said("settings")).contains("3.520 V").doesNotContain("set aside");
    site.close();
    run("events", "--state", folder.toString());
    assertThat(out.toString())
        .contains("factory settings (pack.end-of-charge-cell 3.550 V")
        .contains("the configured settings have changed and are in force again");
  }

  @Test
  void settingsAreOneJsonObjectALineForOtherPrograms() {
    run("settings", "--json", "--socket", socket().toString());

    assertThat(out.toString().lines())
        .contains(
            "{\"key\":\"prot-1.protection\",\"words\":\"cell over-charge protection\","
                + "\"value\":\"3.550 V\",\"factory\":\"3.600 V\",\"changed\":true,"
                + "\"looser\":false,\"origin\":\"bank.yaml:12\"}");
  }

  @Test
  void whatCannotBeDoneIsRefusedWithWhatThereIs() {
    assertThat(run("reset", "--pack", "9", "--socket", socket().toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString()).isEqualTo("bank test has no pack “9”; it has 2, 3\n");

    run("reset", "--pack", "2", "--bank", "south", "--socket", socket().toString());
    assertThat(err.toString()).contains("there is no bank south; this daemon has test");
  }

  @Test
  void withoutADaemonTheSentenceNamesTheSocket() {
    site.close();

    assertThat(run("reset", "--pack", "2", "--socket", socket().toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString())
        .isEqualTo("no daemon is running: there is no socket " + socket() + "\n");
  }

  @Test
  void theServiceTimeGoesOnAfterARestart() {
    site.close();
    Duration first = site.clock.now().since(io.bankd.unit.Moment.ofNanos(0));

    try (Store store = Store.open(folder, 1_000)) {
      Duration restored = store.restored(Duration.ofSeconds(30)).serviceTime();
      assertThat(restored).isPositive().isLessThanOrEqualTo(first);
      assertThat(Clock.continuing(restored).now().nanos())
          .isGreaterThanOrEqualTo(restored.toNanos());
    }
  }

  @Test
  void theMetricsSayThatRecordsReachTheDisk() throws Exception {
    site.recordsUp();

    assertThat(site.get("/metrics").body())
        .contains("bank_store_up 1.0")
        .contains("bank_store_events_dropped_total 0.0")
        .contains("bank_store_events_waiting");
    assertThat(site.get("/healthz").body()).doesNotContain("records");
  }

  private Path socket() {
    return folder.resolve("control.sock");
  }

  private String said(String... command) {
    out.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--socket", socket().toString()));
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private int run(String... arguments) {
    return BankDaemon.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
