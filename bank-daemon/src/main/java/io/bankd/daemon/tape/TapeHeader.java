package io.bankd.daemon.tape;

import io.bankd.daemon.json.Json;
import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be known before the first record: each file has it, and so stands on its own.
 *
 * @param program the version that wrote the file
 * @param written the wall clock at the beginning, ISO 8601 in UTC, for people only
 * @param serviceNanos service time at the beginning; no record is earlier
 * @param figuresNanos service time at which the banks stood as {@code banks} says: a little later
 *     where the file goes on from another and records were still waiting
 * @param continues the name of the file before, empty where nothing was recorded just before
 * @param configuration the daemon's, as it stood in its file
 * @param steps whether the banks' steps are on the tape; where not, who replays takes them
 * @param banks where each bank stood at the beginning, by name
 */
public record TapeHeader(
    String program,
    String written,
    long serviceNanos,
    long figuresNanos,
    String continues,
    String configuration,
    boolean steps,
    List<TapeChannel> channels,
    Map<String, BankStart> banks) {

  /**
   * Where a bank stood.
   *
   * @param setAside whether the configured settings of its packs were set aside
   * @param figures the bank's own, as they are kept over a restart
   * @param lives each pack's figures by its name, as they are kept over a restart
   */
  public record BankStart(boolean setAside, Figures figures, Map<String, Figures> lives) {
    public static final BankStart FRESH = new BankStart(false, Figures.NONE, Map.of());

    public BankStart {
      lives = new LinkedHashMap<>(lives);
    }
  }

  public TapeHeader {
    serviceNanos = TapeTimes.roundedUp(serviceNanos);
    figuresNanos = Math.max(serviceNanos, TapeTimes.roundedUp(figuresNanos));
    channels = List.copyOf(channels);
    banks = new LinkedHashMap<>(banks);
  }

  /** The same for a file whose records begin earlier. */
  TapeHeader from(Moment earlier) {
    return new TapeHeader(
        program,
        written,
        Math.min(serviceNanos, earlier.nanos()),
        figuresNanos,
        continues,
        configuration,
        steps,
        channels,
        banks);
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("program", program);
    json.put("written", written);
    json.put("service_ns", serviceNanos);
    json.put("figures_ns", figuresNanos);
    json.put("continues", continues);
    json.put("configuration", configuration);
    json.put("steps", steps);
    json.put("channels", channels.stream().map(TapeHeader::json).toList());
    Map<String, Object> starts = new LinkedHashMap<>();
    banks.forEach((name, start) -> starts.put(name, json(start)));
    json.put("banks", starts);
    return Json.write(json);
  }

  private static Map<String, Object> json(TapeChannel channel) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bank", channel.bank());
    json.put("part", channel.part().name().toLowerCase(Locale.ROOT));
    json.put("name", channel.name());
    return json;
  }

  private static Map<String, Object> json(BankStart start) {
    Map<String, Object> packs = new LinkedHashMap<>();
    start.lives.forEach((pack, figures) -> packs.put(pack, figures.values()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settings_set_aside", start.setAside);
    json.put("bank", start.figures.values());
    json.put("packs", packs);
    return json;
  }

  /**
   * Reads it back; names it does not know are passed over.
   *
   * @throws IOException in words, where it is none
   */
  static TapeHeader parse(String text) throws IOException {
    try {
      List<Map<String, @Nullable Object>> objects = Json.readObjects(text);
      if (objects.size() != 1) {
        throw new IOException("its header is not one JSON object");
      }
      Map<String, @Nullable Object> json = objects.get(0);
      Map<String, BankStart> banks = new LinkedHashMap<>();
      map(json.get("banks")).forEach((name, start) -> banks.put(name, start(map(start))));
      return new TapeHeader(
          text(json, "program"),
          text(json, "written"),
          json.get("service_ns") instanceof Long nanos ? nanos : 0,
          json.get("figures_ns") instanceof Long nanos ? nanos : 0,
          text(json, "continues"),
          text(json, "configuration"),
          Boolean.TRUE.equals(json.get("steps")),
          channels(json.get("channels")),
          banks);
    } catch (Json.Malformed e) {
      throw new IOException("its header cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<TapeChannel> channels(@Nullable Object json) throws IOException {
    List<TapeChannel> channels = new ArrayList<>();
    for (Object item : json instanceof List<?> list ? list : List.of()) {
      Map<String, @Nullable Object> channel = map(item);
      String part = text(channel, "part").toUpperCase(Locale.ROOT);
      try {
        channels.add(
            new TapeChannel(
                text(channel, "bank"), TapeChannel.Part.valueOf(part), text(channel, "name")));
      } catch (IllegalArgumentException e) {
        throw new IOException("its header names a channel of no known kind: “" + part + "”", e);
      }
    }
    return channels;
  }

  private static BankStart start(Map<String, @Nullable Object> json) {
    Map<String, Figures> lives = new LinkedHashMap<>();
    map(json.get("packs")).forEach((pack, life) -> lives.put(pack, figures(life)));
    boolean setAside = Boolean.TRUE.equals(json.get("settings_set_aside"));
    return new BankStart(setAside, figures(json.get("bank")), lives);
  }

  private static Figures figures(@Nullable Object json) {
    Map<String, Long> values = new LinkedHashMap<>();
    map(json)
        .forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                values.put(name, number);
              }
            });
    return Figures.of(values);
  }

  private static Map<String, @Nullable Object> map(@Nullable Object json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> given) {
      given.forEach((name, value) -> map.put(String.valueOf(name), value));
    }
    return map;
  }

  private static String text(Map<String, @Nullable Object> json, String name) {
    return Objects.toString(json.get(name), "");
  }
}
