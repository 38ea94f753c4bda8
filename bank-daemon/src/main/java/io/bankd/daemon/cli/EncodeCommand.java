package io.bankd.daemon.cli;

import io.bankd.can.AlarmHalf;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Conformance;
import io.bankd.can.InverterAlarm;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.WireRange;
import io.bankd.daemon.json.Json;
import io.bankd.pack.PackCondition;
import io.bankd.spec.PackSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns a bank's state into the frames an inverter would be sent. */
@Command(
    name = "encode",
    description = {
      "Encode a bank's state, JSON on standard input, into CAN frames as candump prints them: what"
          + " to compare with your inverter's manual, or to send with cansend.",
      "",
      "Fields: cvl_mv dvl_mv ccl_ma dcl_ma soc_cpct voltage_mv (required), soh_cpct current_ma"
          + " temp_dc tmin_dc tmax_dc vmin_mv vmax_mv vmin_id vmax_id tmin_id tmax_id online"
          + " block_chg block_dsg offline capacity_mah remaining_mah cycles charged_wh"
          + " discharged_wh charge_en discharge_en force1 force2 full_req alarms warnings.",
      "Units: mv, ma (+ charges), mah, wh; dc is 0.1 °C; cpct is 0.01 %%."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  bank-daemon encode --can pylon12 <<END",
      "  {\"cvl_mv\":56000, \"dvl_mv\":46000, \"ccl_ma\":150000,",
      "   \"dcl_ma\":200000, \"soc_cpct\":7654, \"voltage_mv\":53217}",
      "  END"
    })
public final class EncodeCommand implements Callable<Integer> {
  @Option(
      names = "--can",
      paramLabel = "DIALECT",
      completionCandidates = DialectNames.Readable.class,
      description = "The inverter's dialect: ${COMPLETION-CANDIDATES}.",
      required = true)
  String dialect = "";

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "The interface to print in front of each frame (default: ${DEFAULT-VALUE}).",
      defaultValue = "can0")
  String iface = "can0";

  @Spec @Nullable CommandSpec spec;

  private final InputStream in;

  public EncodeCommand() {
    this(System.in);
  }

  EncodeCommand(InputStream in) {
    this.in = in;
  }

  /** The frames show what was asked; the daemon would not send all of it. */
  private static void note(CommandSpec self, CanDialect table, InverterMessage message) {
    WireRange pack =
        WireRange.ofVoltages(PackSpec.AM5000.minVoltage(), PackSpec.AM5000.maxVoltage());
    Conformance.of(pack, table, pack.cvlLeast())
        .check(message)
        .corrections()
        .forEach(
            correction ->
                self.commandLine().getErr().println("note: in the daemon " + correction.words()));
  }

  /** An alarm that changes no byte has not been told, and nobody would see it. */
  private static void mute(CommandSpec self, CanDialect table, InverterMessage message) {
    for (AlarmHalf half : AlarmHalf.values()) {
      boolean alarms = half == AlarmHalf.ALARMS;
      List<CanFrame> nothing = table.encode(only(message, half, Set.of()));
      for (PackCondition condition : alarms ? message.alarms() : message.warnings()) {
        if (table.encode(only(message, half, Set.of(condition))).equals(nothing)) {
          self.commandLine()
              .getErr()
              .printf(
                  "note: %s has no word for the %s “%s”: it is not told%n",
                  table, alarms ? "alarm" : "warning", InverterAlarm.wordOf(condition));
        }
      }
    }
  }

  private static InverterMessage only(
      InverterMessage message, AlarmHalf half, Set<PackCondition> conditions) {
    InverterMessageBuilder only = message.toBuilder();
    return (half == AlarmHalf.ALARMS ? only.alarms(conditions) : only.warnings(conditions)).build();
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec self = Objects.requireNonNull(spec);
    CanDialect table = Named.readable(self, "--can", dialect);
    var out = self.commandLine().getOut();
    try {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Map<String, @Nullable Object>> states = Json.readObjects(text);
      if (states.isEmpty()) {
        throw new BankState.Unusable("there is no JSON object on standard input");
      }
      for (Map<String, @Nullable Object> state : states) {
        InverterMessage message = BankState.read(state);
        for (CanFrame frame : table.encode(message)) {
          out.println(frame.candump(iface));
        }
        out.flush();
        note(self, table, message);
        mute(self, table, message);
      }
      return ExitCode.OK;
    } catch (BankState.Unusable | Json.Malformed e) {
      self.commandLine().getErr().println("standard input: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }
}
