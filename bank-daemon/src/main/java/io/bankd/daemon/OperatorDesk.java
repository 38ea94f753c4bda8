package io.bankd.daemon;

import io.bankd.bank.BankCommand;
import io.bankd.daemon.control.ControlDesk;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.tape.Recording;
import io.bankd.daemon.tape.RecordingHealth;
import io.bankd.daemon.tape.TapeEnd;
import io.bankd.daemon.view.Panels;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.panel.PackPanel;
import io.bankd.panel.PanelText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out operators' commands, and records who asked for what. */
final class OperatorDesk implements ControlDesk {
  private static final Logger LOG = LoggerFactory.getLogger("io.bankd.bank");

  @FunctionalInterface
  private interface Command {
    CompletableFuture<Answer> run(Request request);
  }

  /* What was asked, of which bank, by whom. */
  private record Request(BankService bank, Map<String, @Nullable Object> fields, String user) {
    String text(String field) {
      return Objects.toString(fields.get(field), "");
    }
  }

  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final List<BankService> banks;
  private final Store store;
  private final Clock clock;
  private final Recording recording;
  private final BooleanSupplier tapes;

  /**
   * A desk of a daemon.
   *
   * @param tapes switches the recording on
   */
  OperatorDesk(
      List<BankService> banks,
      Store store,
      Clock clock,
      Recording recording,
      BooleanSupplier tapes) {
    this.recording = recording;
    this.tapes = tapes;
    this.banks = List.copyOf(banks);
    this.store = store;
    this.clock = clock;
    commands.put("reset", this::reset);
    commands.put("panel", this::panel);
    commands.put("settings", this::settings);
    commands.put("restore-defaults", this::restoreDefaults);
  }

  @Override
  public CompletableFuture<Answer> ask(Map<String, @Nullable Object> fields, String user) {
    String asked = Objects.toString(fields.get("command"), "");
    if (asked.equals("record")) {
      return record(Objects.toString(fields.get("what"), ""), who(fields, user));
    }
    Command command = commands.get(asked);
    if (command == null) {
      String known = String.join(", ", commands.keySet()) + ", record";
      return refused("this daemon knows the commands " + known);
    }
    String name = Objects.toString(fields.get("bank"), "");
    Optional<BankService> bank =
        name.isEmpty() && banks.size() == 1
            ? Optional.of(banks.get(0))
            : banks.stream().filter(b -> b.name().equals(name)).findFirst();
    if (bank.isEmpty()) {
      String names = banks.stream().map(BankService::name).collect(Collectors.joining(", "));
      String which = name.isEmpty() ? "say which bank is meant" : "there is no bank " + name;
      return refused(which + "; this daemon has " + names);
    }
    return command.run(new Request(bank.get(), fields, who(fields, user)));
  }

  /** Of root it matters who became root. */
  private static String who(Map<String, @Nullable Object> fields, String user) {
    String before = Objects.toString(fields.get("sudo_user"), "");
    boolean known = user.equals("root") && before.matches("[A-Za-z0-9._-]{1,32}");
    return known ? user + " (sudo by " + before + ")" : user;
  }

  private CompletableFuture<Answer> reset(Request request) {
    BankService bank = request.bank;
    String text = request.text("pack");
    List<PackId> packs = bank.packs();
    Optional<PackId> pack = packs.stream().filter(p -> p.toString().equals(text)).findFirst();
    if (pack.isEmpty()) {
      String has = packs.stream().map(PackId::toString).collect(Collectors.joining(", "));
      return refused("bank " + bank.name() + " has no pack “" + text + "”; it has " + has);
    }
    record(request, pack.get(), "reset of pack " + pack.get());
    return bank.command(new BankCommand.ResetPack(pack.get()))
        .thenApply(
            events -> {
              List<String> said = new ArrayList<>();
              said.add("pack " + pack.get() + " was reset");
              events.forEach(event -> said.add(event.text()));
              return Answer.said(said);
            });
  }

  /** Looking is not recorded. */
  private CompletableFuture<Answer> panel(Request request) {
    List<PackPanel> panels = Panels.of(request.bank.newest());
    List<String> lines = new ArrayList<>();
    if (request.text("lights").equals("now")) {
      lines.addAll(PanelText.at(panels, Duration.ofNanos(clock.nanos())));
    } else {
      lines.addAll(PanelText.patterns(panels));
      lines.add("");
      lines.addAll(PanelText.legend());
    }
    return CompletableFuture.completedFuture(Answer.of(Map.of("lines", lines)));
  }

  private CompletableFuture<Answer> settings(Request request) {
    return CompletableFuture.completedFuture(
        Answer.of(Map.of("settings", SettingsAnswer.all(request.bank))));
  }

  private CompletableFuture<Answer> restoreDefaults(Request request) {
    BankService bank = request.bank;
    List<String> changes = SettingsAnswer.changes(bank);
    if (changes.isEmpty()) {
      String already = "every setting of bank " + bank.name() + " is the factory's already";
      return CompletableFuture.completedFuture(Answer.said(List.of(already)));
    }
    record(request, null, "factory settings (" + String.join("; ", changes) + ")");
    SetAside.remember(bank.config(), store);
    List<String> said = new ArrayList<>(changes);
    said.add(
        store.hasPlace()
            ? "the configured settings are set aside until they are changed in the configuration"
            : "there are no records: at the next start the configured settings are in force again");
    return bank.restoreDefaults().thenApply(events -> Answer.said(said));
  }

  /** Of the daemon as a whole: on, off, or what it is. */
  private CompletableFuture<Answer> record(String what, String user) {
    boolean changed = what.equals("start") && tapes.getAsBoolean();
    changed |= what.equals("stop") && recording.stop(TapeEnd.SWITCHED_OFF);
    if (what.equals("start") && !recording.isOn()) {
      return refused("this daemon was started without a place for recordings");
    }
    if (changed) {
      String text = "recording: " + what + ", asked for by user " + user;
      LOG.info("{}", text);
      store.record(Severity.INFO, "command", text, Map.of());
    }
    return CompletableFuture.completedFuture(Answer.said(recordingState()));
  }

  private List<String> recordingState() {
    RecordingHealth health = recording.health();
    if (!health.on()) {
      return List.of("nothing is being recorded");
    }
    List<String> state = new ArrayList<>();
    state.add(
        health.up()
            ? "recording in " + recording.directory()
            : "nothing can be recorded in " + recording.directory() + ": " + health.trouble());
    if (health.lost() > 0) {
      state.add(health.lost() + " records were lost since the daemon's start");
    }
    return state;
  }

  private void record(Request request, @Nullable PackId pack, String what) {
    String text = what + ", asked for by user " + request.user;
    LOG.info("{}", text);
    store.record(request.bank.name(), new Event(clock.now(), Severity.INFO, pack, "command", text));
  }

  private static CompletableFuture<Answer> refused(String why) {
    return CompletableFuture.completedFuture(Answer.refused(why));
  }
}
