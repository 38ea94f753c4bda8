package io.bankd.rs485.pace;

import io.bankd.rs485.PackSwitch;
import io.bankd.rs485.frame.AsciiFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be switched in a pack (PACE PC protocol V3.1, commands 99, 9A, 9B and 9C). The answer to
 * 99 repeats the order and gives the control byte that results.
 *
 * <p>Only what has a name to be typed is ever sent. Static balancing and the system lock stand in
 * one document only; of a shut-down the documents differ in what is sent, and a pack that is
 * charged just starts again.
 */
enum PaceSwitch {
  BALANCING_ON(0x99, 0x02, "static balancing on"),
  BALANCING_OFF(0x99, 0x03, "static balancing off"),
  UNLOCK(0x99, 0x04, "system lock off"),
  LOCK(0x99, 0x05, "system lock on", 6, true),
  LED_ALARM_ON(0x99, 0x06, "LED alarm on", 5, false, "led-alarm=on"),
  LED_ALARM_OFF(0x99, 0x07, "LED alarm off", 5, true, "led-alarm=off"),
  GEAR_HIGH(0x99, 0x08, "charge limiter at its high gear", 3, false, "limiter-gear=high"),
  GEAR_LOW(0x99, 0x09, "charge limiter at its low gear", 3, true, "limiter-gear=low"),
  LIMITER_ON(0x99, 0x0A, "charge limiter on", 4, false, "limiter=on"),
  LIMITER_OFF(0x99, 0x0B, "charge limiter off", 4, true, "limiter=off"),
  BUZZER_OFF(0x99, 0x0C, "buzzer off", 0, false, "buzzer=off"),
  BUZZER_ON(0x99, 0x0D, "buzzer on", 0, true, "buzzer=on"),
  CHARGE_MOS_ON(0x9A, 0x00, "charge MOSFET on", "charge-mosfet=on"),
  CHARGE_MOS_OFF(0x9A, 0x01, "charge MOSFET off", "charge-mosfet=off"),
  DISCHARGE_MOS_ON(0x9B, 0x00, "discharge MOSFET on", "discharge-mosfet=on"),
  DISCHARGE_MOS_OFF(0x9B, 0x01, "discharge MOSFET off", "discharge-mosfet=off"),
  SHUT_DOWN(0x9C, 0x01, "shut down");

  /** The command whose answer is the control byte. */
  static final int CONTROL = 0x99;

  final int cid2;
  final int order;
  final String words;
  private final int bit;
  private final boolean set;
  private final @Nullable String typed;

  PaceSwitch(int cid2, int order, String words) {
    this(cid2, order, words, -1, false, null);
  }

  PaceSwitch(int cid2, int order, String words, int bit, boolean set) {
    this(cid2, order, words, bit, set, null);
  }

  PaceSwitch(int cid2, int order, String words, String typed) {
    this(cid2, order, words, -1, false, typed);
  }

  PaceSwitch(int cid2, int order, String words, int bit, boolean set, @Nullable String typed) {
    this.cid2 = cid2;
    this.order = order;
    this.words = words;
    this.bit = bit;
    this.set = set;
    this.typed = typed;
  }

  /** Those that may be sent. */
  static List<PackSwitch> offered() {
    List<PackSwitch> offered = new ArrayList<>();
    for (PaceSwitch turned : values()) {
      String typed = turned.typed;
      if (typed != null) {
        boolean loosens = turned == LIMITER_OFF || turned == GEAR_HIGH;
        boolean joins = turned == CHARGE_MOS_ON || turned == DISCHARGE_MOS_ON;
        offered.add(new PackSwitch(typed, turned.name(), turned.words, loosens, joins));
      }
    }
    return List.copyOf(offered);
  }

  boolean isOffered() {
    return typed != null;
  }

  /** What a request switches; null where it switches nothing known. */
  static @Nullable PaceSwitch of(AsciiFrame request) {
    int order = request.infoLength() == 1 ? request.info().u8() : -1;
    return Arrays.stream(values())
        .filter(s -> s.cid2 == request.code() && (s.order == order || s == SHUT_DOWN))
        .findFirst()
        .orElse(null);
  }

  static @Nullable PaceSwitch named(String name) {
    return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }

  /** The control byte after this order. */
  int control(int before) {
    return bit < 0 ? before : set ? before | 1 << bit : before & ~(1 << bit);
  }
}
