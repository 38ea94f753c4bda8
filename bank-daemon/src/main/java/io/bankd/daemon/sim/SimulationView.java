package io.bankd.daemon.sim;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.BankService;
import io.bankd.daemon.Clock;
import io.bankd.daemon.view.Screen;
import io.bankd.daemon.view.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulation shows: a picture on a terminal, or lines of text. */
final class SimulationView {
  /* How often there may be something to say. */
  private static final Duration PLAIN_PERIOD = Duration.ofMillis(500);
  private static final long DRAW_MILLIS = 500;

  private final Excess excess = new Excess();
  private final SimulationOptions options;
  private final Clock clock;
  private final boolean candump;
  private final @Nullable Terminal terminal;

  /**
   * A view that shows nothing yet.
   *
   * @param candump whether standard output belongs to the frames
   * @param terminal what a picture is drawn on; null for lines of text
   */
  SimulationView(
      SimulationOptions options, Clock clock, boolean candump, @Nullable Terminal terminal) {
    this.options = options;
    this.clock = clock;
    this.candump = candump;
    this.terminal = terminal;
  }

  /** Shows it until its end, or until this thread is interrupted or nobody reads any more. */
  void show(BankService bank, SimulatedSite site, int port) {
    long end = clock.nanos() + options.end().toNanos();
    PrintStream plain = candump ? System.err : System.out;
    plain.println(headline(port));
    Narration narration = new Narration(options.scenario(), options.packIds());
    PlainTalk talk = new PlainTalk(plain);
    Terminal picture = terminal;
    while (clock.nanos() < end && !Thread.currentThread().isInterrupted()) {
      List<String> told = narration.until(site.elapsed());
      BankSnapshot snapshot = bank.newest();
      if (picture != null) {
        told.forEach(picture::log);
        picture.draw(head(snapshot, site, port), Screen.packs(snapshot));
        clock.park(Duration.ofMillis((long) (DRAW_MILLIS * clock.speed())));
      } else {
        told.forEach(plain::println);
        talk.about(snapshot, excess(snapshot, site), site.elapsed());
        if (plain.checkError()) {
          return; // Nobody reads any more.
        }
        clock.sleep(PLAIN_PERIOD);
      }
    }
  }

  private List<String> excess(BankSnapshot snapshot, SimulatedSite site) {
    return excess.lines(snapshot.limits(), site.current(), site.busVoltage(), site.elapsed());
  }

  private List<String> head(BankSnapshot snapshot, SimulatedSite site, int port) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(port));
    lines.add(
        "inverter: "
            + site.current()
            + " through the busbar now (the packs' sum below is up to 4 s old)");
    lines.addAll(excess(snapshot, site));
    lines.add("");
    lines.addAll(Screen.head(snapshot));
    return lines;
  }

  private String headline(int port) {
    String page = port == 0 ? "" : " · http://127.0.0.1:" + port + "/metrics";
    String pace = clock.speed() == 1 ? "" : " · speed " + clock.speed();
    return "simulated: "
        + options.packs()
        + (options.packs() == 1 ? " pack, " : " packs, ")
        + options.scenario().name()
        + ", "
        + options.dialect().name()
        + page
        + pace
        + " · Ctrl-C ends";
  }
}
