package io.bankd.daemon.cli;

import io.bankd.can.CanDialect;
import io.bankd.can.check.Candidate;
import io.bankd.can.check.Capture;
import io.bankd.can.check.CaptureJudge;
import io.bankd.can.check.Judgement;
import io.bankd.can.check.Period;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges somebody's capture of a CAN bus. */
@Command(
    name = "can-check",
    description = {
      "Judge a capture of a battery's CAN bus, lines of candump on standard input: which dialect it"
          + " really is, which frames are missing, too short, too seldom or stop, which values cannot"
          + " be, are refused or contradict each other, whether two batteries speak, and whether"
          + " numbers are sent with the wrong end first."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "What is “found” an inverter would take amiss; what is “perhaps” may be meant so.",
      "Each interface in the lines is judged apart. Periods need time stamps: candump -L, -ta, -td,"
          + " -tz and -tA are understood.",
      "",
      "Exit code 65: something was found or is missing, no battery is known in these lines, or the"
          + " dialect asked for is not what was heard. “perhaps” does not count.",
      "",
      "Example:",
      "  candump -L can0 | head -500 | bank-daemon can-check --dialect victron"
    })
public final class CanCheckCommand implements Callable<Integer> {
  /** EX_DATAERR: what was read is not sound. */
  static final int FAULTY = 65;

  private static final int CANDIDATES = 3;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      completionCandidates = DialectNames.Readable.class,
      description = "What it should be: ${COMPLETION-CANDIDATES}. Without it, what it is.")
  @Nullable String dialect;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  private final InputStream in;

  public CanCheckCommand() {
    this(System.in);
  }

  CanCheckCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec self = Objects.requireNonNull(spec);
    String name = dialect;
    CanDialect asked = name == null ? null : Named.readable(self, "--dialect", name);
    List<String> lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)).lines().toList();
    CaptureJudge judge = new CaptureJudge(Dialects.all());
    List<Heard> all =
        Capture.of(lines).byInterface().entrySet().stream()
            .map(on -> new Heard(on.getKey(), on.getValue(), judge.judge(on.getValue(), asked)))
            .toList();
    List<Heard> batteries = all.stream().filter(Heard::anybody).toList();
    List<Heard> judged = batteries.isEmpty() ? all : batteries;
    PrintWriter out = self.commandLine().getOut();
    if (json) {
      out.println(Json.write(object(judged)));
    } else {
      for (Heard heard : judged) {
        if (all.size() > 1) {
          out.println("on " + heard.iface + ":");
        }
        print(out, heard.judgement, heard.capture);
      }
      all.stream()
          .filter(heard -> !judged.contains(heard))
          .forEach(heard -> out.println("on " + heard.iface + ": no battery that is known here"));
    }
    return judged.stream().allMatch(heard -> heard.judgement.sound()) ? ExitCode.OK : FAULTY;
  }

  /** What was heard on one interface. */
  private record Heard(String iface, Capture capture, Judgement judgement) {
    boolean anybody() {
      return judgement.dialect().isPresent();
    }
  }

  private static void print(PrintWriter out, Judgement judgement, Capture capture) {
    candidates(out, judgement);
    out.printf(
        "%d frames of %d identifiers: %s%n",
        capture.frames().size(), judgement.ids().size(), ids(judgement.ids()));
    judgement
        .judged()
        .filter(name -> !judgement.missing().isEmpty())
        .ifPresent(name -> out.println("missing for " + name + ": " + ids(judgement.missing())));
    for (Period period : judgement.periods()) {
      out.printf(
          Locale.ROOT,
          "0x%03X every %.3f s (%.3f…%.3f), %d frames%n",
          period.id(),
          period.mean(),
          period.least(),
          period.most(),
          period.frames());
    }
    if (!judgement.untimed().isEmpty()) {
      out.println("periods not judged: " + judgement.untimed());
    }
    judgement.findings().forEach(finding -> out.println("found: " + finding));
    judgement.remarks().forEach(remark -> out.println("perhaps: " + remark));
  }

  private static void candidates(PrintWriter out, Judgement judgement) {
    if (judgement.dialect().isEmpty()) {
      out.println("no battery that is known here speaks in these lines");
    }
    if (judgement.tied().size() > 1) {
      out.println("these frames fit alike: " + String.join(", ", judgement.tied()));
    }
    String word =
        switch (judgement.certainty()) {
          case CERTAIN -> "certainly";
          case LIKELY -> "probably";
          case OPEN -> "perhaps";
        };
    String before = word + " ";
    int shown = Math.max(CANDIDATES, judgement.tied().size());
    for (Candidate candidate : judgement.candidates().stream().limit(shown).toList()) {
      out.println(before + candidate.dialect() + ", " + candidate.points() + " points");
      candidate.reasons().forEach(reason -> out.println("    " + reason));
      before = "or ";
    }
  }

  /** One interface with a battery, an unsound one if there is; the others behind it. */
  private static Map<String, Object> object(List<Heard> judged) {
    List<Heard> worst =
        judged.stream().sorted(Comparator.comparing(heard -> heard.judgement.sound())).toList();
    Map<String, Object> object = object(worst.get(0));
    if (worst.size() > 1) {
      object.put("others", worst.stream().skip(1).map(CanCheckCommand::object).toList());
    }
    return object;
  }

  private static Map<String, Object> object(Heard heard) {
    Judgement judgement = heard.judgement;
    Capture capture = heard.capture;
    Map<String, Object> object = new LinkedHashMap<>();
    judgement.dialect().ifPresent(name -> object.put("dialect", name));
    object.put("certainty", judgement.certainty().name().toLowerCase(Locale.ROOT));
    object.put("tied", judgement.tied());
    judgement.judged().ifPresent(name -> object.put("judged_as", name));
    object.put("interface", heard.iface);
    object.put("sound", judgement.sound());
    object.put("frames", capture.frames().size());
    object.put("unreadable_lines", capture.unreadableLines());
    object.put("error_frames", capture.errorFrames());
    object.put("ids", judgement.ids().stream().map(CanCheckCommand::id).toList());
    object.put("missing", judgement.missing().stream().map(CanCheckCommand::id).toList());
    object.put("findings", judgement.findings());
    object.put("remarks", judgement.remarks());
    object.put("candidates", judgement.candidates().stream().map(CanCheckCommand::row).toList());
    object.put("periods_not_judged", judgement.untimed());
    object.put("periods", judgement.periods().stream().map(CanCheckCommand::row).toList());
    return object;
  }

  private static Map<String, Object> row(Candidate candidate) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("dialect", candidate.dialect());
    row.put("points", candidate.points());
    row.put("reasons", candidate.reasons());
    return row;
  }

  private static Map<String, Object> row(Period period) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id(period.id()));
    row.put("frames", period.frames());
    row.put("mean_s", period.mean());
    row.put("least_s", period.least());
    row.put("most_s", period.most());
    return row;
  }

  private static String ids(List<Integer> ids) {
    return ids.stream().map(CanCheckCommand::id).collect(Collectors.joining(" "));
  }

  private static String id(int id) {
    return String.format("0x%03X", id);
  }
}
