package io.bankd.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fronts of packs as lines of plain text; 80 columns hold them while a pack's name has no more than
 * seven characters.
 */
public final class PanelText {
  private static final String LIT = "●";
  private static final String DARK = "○";
  private static final int NARROWEST_NAME = 4;

  private static final List<Led> CAPACITY =
      Stream.of(Led.values()).filter(led -> led.step() > 0).toList();

  private PanelText() {}

  /** What is lit at a time: a head, and a line for every pack. */
  public static List<String> at(List<PackPanel> packs, Duration since) {
    String head = "ON  RUN  ALM  " + capacity(Led::label, " ");
    return table(packs, head, panel -> lightsAt(panel, since), panel -> noteAt(panel, since));
  }

  /** How the lights shine, for paper and pipes: a head, and a line for every pack. */
  public static List<String> patterns(List<PackPanel> packs) {
    String head = "ON   RUN      ALM      L1…L6 ";
    return table(packs, head, PanelText::lightPatterns, PanelText::notePatterns);
  }

  /** What the marks mean. */
  public static List<String> legend() {
    return List.of(
        LIT + " lit   " + DARK + " dark   2 flash 2   L1 is the lowest 16.6 % of charge",
        "flash 1: 0.25 s every 4 s   flash 2: 0.5 s every 1 s   flash 3: 0.5 s every 2 s",
        "♪ the buzzer sounds, or how often it does");
  }

  private static List<String> table(
      List<PackPanel> packs,
      String head,
      Function<FrontPanel, String> lights,
      Function<FrontPanel, String> note) {
    int name =
        packs.stream()
            .mapToInt(p -> p.pack().toString().length())
            .reduce(NARROWEST_NAME, Math::max);
    String format = "%" + name + "s  %-" + head.length() + "s  %7s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(line(format, "pack", head, "SOC", "shows"));
    for (PackPanel pack : packs) {
      FrontPanel panel = pack.panel();
      lines.add(
          panel == null
              ? line(format, pack.pack(), "", "–", "not heard")
              : line(format, pack.pack(), lights.apply(panel), soc(panel), note.apply(panel)));
    }
    return lines;
  }

  private static String line(String format, Object... columns) {
    return String.format(Locale.ROOT, format, columns).stripTrailing();
  }

  private static String lightsAt(FrontPanel panel, Duration since) {
    Function<Led, String> light = led -> panel.pattern(led).isLit(since) ? LIT : DARK;
    return String.format(
        Locale.ROOT,
        "%-2s   %-3s  %-3s %s",
        light.apply(Led.ON_OFF),
        light.apply(Led.RUN),
        light.apply(Led.ALM),
        capacity(light, "  "));
  }

  private static String lightPatterns(FrontPanel panel) {
    return String.format(
        Locale.ROOT,
        "%-3s  %-7s  %-7s  %s",
        panel.pattern(Led.ON_OFF).words(),
        panel.pattern(Led.RUN).words(),
        panel.pattern(Led.ALM).words(),
        capacity(led -> mark(panel.pattern(led)), ""));
  }

  private static String mark(FlashPattern pattern) {
    return switch (pattern) {
      case ON -> LIT;
      case OFF -> DARK;
      case FLASH_1 -> "1";
      case FLASH_2 -> "2";
      case FLASH_3 -> "3";
    };
  }

  private static String capacity(Function<Led, String> light, String between) {
    return CAPACITY.stream().map(light).collect(Collectors.joining(between));
  }

  private static String noteAt(FrontPanel panel, Duration since) {
    return panel.row().words() + (panel.buzzer().sounds(since) ? "  ♪" : "");
  }

  private static String notePatterns(FrontPanel panel) {
    String sound = panel.buzzer() == Beep.SILENT ? "" : "  ♪ " + panel.buzzer().period() + " s";
    return panel.row().words() + sound;
  }

  /* A pack that sleeps says nothing of its charge. */
  private static String soc(FrontPanel panel) {
    return panel.row() == PanelRow.SLEEPING ? "–" : panel.soc().toString();
  }
}
