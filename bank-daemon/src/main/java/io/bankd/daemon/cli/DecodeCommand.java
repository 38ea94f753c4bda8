package io.bankd.daemon.cli;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.CandumpLine;
import io.bankd.daemon.json.Json;
import io.bankd.rs485.dialect.PackDialects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns captured frames into JSON, a line for a line. */
@Command(
    name = "decode",
    description = {
      "Decode captured frames from standard input: one frame a line in, one JSON object a line out.",
      "",
      "RS485: ~25…<CR> or ~20…<CR>, non-printing bytes as <XX>; a command may stand in front (42 ~25…),"
          + " because a response does not say what it answers. Without it the request on an earlier"
          + " line decides, else the length.",
      "CAN: lines of candump, with or without time stamps, or 351#3002…"
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  echo '90 ~25014600E00202FD35' | bank-daemon decode --protocol pace",
      "  candump can0 | bank-daemon decode --can pylon12"
    })
public final class DecodeCommand implements Callable<Integer> {
  static final class Language {
    @Option(
        names = "--protocol",
        paramLabel = "NAME",
        description =
            "Of the RS485 bus: pace (0x25), pylon (0x20), pylon-pace (a PACE board that speaks"
                + " pylon), or auto: each frame says whose it is. Relatives are named, not misread.",
        required = true)
    @Nullable String protocol;

    @Option(
        names = "--can",
        paramLabel = "DIALECT",
        completionCandidates = DialectNames.Readable.class,
        description = "Of the CAN bus: ${COMPLETION-CANDIDATES}.",
        required = true)
    @Nullable String can;
  }

  /** Some hundred of the longest frames, escapes and all. */
  private static final int LONGEST_LINE = 1_000_000;

  @ArgGroup(multiplicity = "1")
  Language language = new Language();

  @Spec @Nullable CommandSpec spec;

  private final InputStream in;

  public DecodeCommand() {
    this(System.in);
  }

  DecodeCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Function<String, Map<String, ?>> decoder = decoder();
    // Latin-1 keeps every byte of a raw capture as one character.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    for (String line = readLine(lines); line != null; line = readLine(lines)) {
      if (!line.isBlank()) {
        out.println(Json.write(decoder.apply(line)));
        if (out.checkError()) {
          return ExitCode.UNAVAILABLE; // Nobody reads any more.
        }
      }
    }
    return ExitCode.OK;
  }

  /** The next line, cut at a length that no frame reaches. */
  private static @Nullable String readLine(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private Function<String, Map<String, ?>> decoder() {
    CommandSpec self = Objects.requireNonNull(spec);
    if (language.can != null) {
      CanDialect dialect = Named.readable(self, "--can", language.can);
      return line -> can(dialect, line);
    }
    String protocol = Objects.requireNonNull(language.protocol);
    Named.oneOf(self, "--protocol", protocol, PackDialects.logNames());
    return PackDialects.log(protocol).orElseThrow()::describe;
  }

  private static Map<String, ?> can(CanDialect dialect, String line) {
    Map<String, Object> json = new LinkedHashMap<>();
    CandumpLine parsed = CanFrame.parse(line);
    if (parsed instanceof CandumpLine.Unreadable unreadable) {
      json.put("valid", unreadable.why());
      return json;
    }
    CanFrame frame = ((CandumpLine.Parsed) parsed).frame();
    json.put("id", String.format("0x%03X", frame.id()));
    json.put("dlc", frame.length());
    json.put("data", frame.hex());
    var decoded = dialect.decode(frame);
    json.putAll(decoded.orElse(Map.of()));
    json.put("valid", decoded.isPresent() ? "ok" : "UNKNOWN_ID");
    return json;
  }
}
