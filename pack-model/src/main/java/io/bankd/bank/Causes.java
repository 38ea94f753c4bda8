package io.bankd.bank;

import io.bankd.limit.LimitReason;

/**
 * The reason for a limit, cut to what its owner needs once it has stopped a direction, or opened
 * it.
 */
final class Causes {
  private static final String PART = "; it ";

  private Causes() {}

  /** What stopped it: how large a part of nothing a pack would take is no cause. */
  static String stopped(LimitReason why) {
    String text = why.text();
    int part = text.indexOf(PART);
    String whole = part < 0 ? text : text.substring(0, part);
    return why.rule().equals("sharing") ? "the packs share unevenly, " + whole : whole;
  }

  /** How far it opens: what will limit it in the end nobody needs to know yet. */
  static String opened(LimitReason why) {
    String text = why.text();
    int behind = why.rule().equals("ramp") ? text.indexOf(": ") : -1;
    return behind < 0 ? text : text.substring(0, behind);
  }
}
