package io.bankd.daemon.link;

import io.bankd.daemon.json.Json;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CAN interface as {@code ip -details -json link show} describes it.
 *
 * @param kind “can” for a real controller, “vcan” and “vxcan” for virtual ones
 * @param type of the frames it carries, “can”
 * @param bitRate bit/s; 0 where none is set, or the interface has none
 * @param restartMs after how long the kernel restarts it after bus-off; 0 for never
 * @param state of the controller, “ERROR-ACTIVE”, “BUS-OFF”; empty for a virtual interface
 * @param modes that are switched on, “LISTEN-ONLY”
 * @param clock of the controller in Hz; 0 where the kernel does not drive it itself
 */
public record LinkDetails(
    String name,
    String kind,
    String type,
    boolean up,
    long bitRate,
    long restartMs,
    String state,
    List<String> modes,
    long clock) {
  /** What inverters speak, bit/s. */
  public static final long BIT_RATE = 500_000;

  public LinkDetails {
    modes = List.copyOf(modes);
  }

  /** Reads what {@code ip} printed; empty where that is not one interface in JSON. */
  public static Optional<LinkDetails> parse(String text) {
    String list = text.strip();
    if (!list.startsWith("[") || !list.endsWith("]")) {
      return Optional.empty();
    }
    try {
      List<Map<String, @Nullable Object>> links =
          Json.readObjects(list.substring(1, list.length() - 1));
      return links.size() == 1 ? Optional.of(of(links.get(0))) : Optional.empty();
    } catch (IOException | Json.Malformed e) {
      return Optional.empty();
    }
  }

  private static LinkDetails of(Map<String, @Nullable Object> link) {
    Map<?, ?> info = map(link.get("linkinfo"));
    Map<?, ?> data = map(info.get("info_data"));
    // A controller with a few fixed rates says its rate beside the timing it does not have.
    long fixed = number(data.get("bittiming_bitrate"));
    return new LinkDetails(
        text(link.get("ifname")),
        text(info.get("info_kind")),
        text(link.get("link_type")),
        link.get("flags") instanceof List<?> flags && flags.contains("UP"),
        fixed > 0 ? fixed : number(map(data.get("bittiming")).get("bitrate")),
        number(data.get("restart_ms")),
        text(data.get("state")),
        data.get("ctrlmode") instanceof List<?> modes
            ? modes.stream().map(String::valueOf).toList()
            : List.of(),
        number(data.get("clock")));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }

  /** What is wrong, each in a sentence that says what mends it. */
  public Map<CanFinding, String> findings() {
    Map<CanFinding, String> findings = new EnumMap<>(CanFinding.class);
    if (!type.equals("can")) {
      String words = name + " is no CAN interface (" + (type.isEmpty() ? "unknown" : type) + ")";
      findings.put(
          CanFinding.NOT_CAN, words + ": name one that “ip -brief link show type can” lists");
      return findings;
    }
    if (!kind.equals("can")) {
      return findings;
    }
    if (up && bitRate != 0 && bitRate != BIT_RATE) {
      String words = name + " runs at " + bitRate + " bit/s and inverters speak 500000: ";
      findings.put(CanFinding.BIT_RATE, words + setUp());
    }
    if (modes.contains("LISTEN-ONLY")) {
      String words = name + " is set to listen only, so that nothing is sent: ";
      findings.put(CanFinding.LISTEN_ONLY, words + setUp() + " listen-only off");
    }
    // A serial-line adaptor keeps its own controller, and its kernel side never goes bus-off.
    if (restartMs == 0 && clock > 0) {
      findings.put(CanFinding.NO_RESTART, neverRestarts());
    }
    if (state.equals("BUS-OFF") && restartMs == 0) {
      String words = " has left the bus (bus-off) and stays away: mend the cable, then: ";
      findings.put(CanFinding.BUS_OFF, name + words + "ip link set " + name + " type can restart");
    }
    return findings;
  }

  private String neverRestarts() {
    return name
        + " has restart-ms 0: after a short circuit on the bus it would be silent until somebody"
        + " restarts it: "
        + setUp();
  }

  private String setUp() {
    return "ip link set %1$s down && ip link set %1$s up type can bitrate 500000 restart-ms 100"
        .formatted(name);
  }

  @Override
  public String toString() {
    if (!kind.equals("can")) {
      return name + ": " + (up ? "up" : "down") + (kind.isEmpty() ? "" : ", " + kind);
    }
    String rate = bitRate == 0 ? "no bit rate" : bitRate + " bit/s";
    String restart =
        restartMs == 0 ? "no restart after bus-off" : "restarts after " + restartMs + " ms";
    return name + ": " + (up ? "up" : "down") + ", " + rate + ", " + restart + ", " + state;
  }
}
