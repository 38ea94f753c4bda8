package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds frames that end before what an inverter reads in them. */
final class Lengths {
  private static final int WHOLE = 8;

  /** Without these an inverter knows no limit, or nothing of the battery. */
  private static final Map<String, String> ESSENTIAL =
      Map.of(
          "cvl_v", "CVL",
          "ccl_a", "CCL",
          "dcl_a", "DCL",
          "soc", "SOC",
          "voltage_v", "the voltage",
          "current_a", "the current",
          "charge_en", "the charge bit",
          "discharge_en", "the discharge bit");

  private static final Map<String, String> USEFUL =
      Map.of("soh", "SOH", "dvl_v", "DVL", "temp_c", "the temperature");

  /** Four bytes of protections and warnings; half of them are the ones that count. */
  private static final Map<Integer, Integer> ALARMS = Map.of(0x359, 4, 0x35A, 4, 0x312, 4);

  private Lengths() {}

  static void look(CanDialect dialect, CanFrame frame, Findings findings) {
    String id = "0x%03X".formatted(frame.id());
    String head = "%s has %d bytes".formatted(id, frame.length());
    List<String> lost = lacking(dialect, frame, ESSENTIAL);
    List<String> less = lacking(dialect, frame, USEFUL);
    if (!lost.isEmpty()) {
      findings.harm(
          id + "short",
          "%s and lacks %s, without which the inverter knows no limit or no state"
              .formatted(head, String.join(", ", lost)));
    } else if (frame.length() < ALARMS.getOrDefault(frame.id(), 0)
        && dialect.needed().contains(frame.id())) {
      findings.harm(id + "short", head + ": the alarms take four");
    } else if (dialect.name().equals("solark") && frame.length() < WHOLE) {
      findings.harm(id + "short", head + "; Sol-Ark's document takes frames of 8 only");
    } else if (!less.isEmpty() && !blankInDocument(dialect, less)) {
      findings.perhaps(id + "short", "%s and lacks %s".formatted(head, String.join(", ", less)));
    }
  }

  /** V1.2 of Pylon has no DVL. */
  private static boolean blankInDocument(CanDialect dialect, List<String> less) {
    return dialect.name().equals("pylon12") && less.equals(List.of("DVL"));
  }

  private static List<String> lacking(
      CanDialect dialect, CanFrame frame, Map<String, String> names) {
    if (!dialect.ids().contains(frame.id()) || frame.length() >= WHOLE) {
      return List.of();
    }
    Set<String> there = dialect.decode(frame).orElse(Map.of()).keySet();
    CanFrame filled = CanFrame.of(frame.id(), Arrays.copyOf(frame.data(), WHOLE));
    return dialect.decode(filled).orElse(Map.of()).keySet().stream()
        .filter(name -> names.containsKey(name) && !there.contains(name))
        .map(name -> names.getOrDefault(name, name))
        .toList();
  }
}
