package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.List;

/** The four switches of a pack as they look (AM5000 table 2-7), a knob up is on. */
public final class DipPicture {
  private DipPicture() {}

  /** Five lines of equal length. */
  public static List<String> of(PackAddress address) {
    StringBuilder up = new StringBuilder("ON |");
    StringBuilder down = new StringBuilder("   |");
    for (int i = 0; i < 4; i++) {
      boolean on = (address.value() >> i & 1) == 1;
      up.append(on ? "##|" : "  |");
      down.append(on ? "  |" : "##|");
    }
    String edge = "   +--+--+--+--+";
    return List.of(edge, up.toString(), down.toString(), edge, "     1  2  3  4 ");
  }

  /** Two pictures with their titles: how the switches stand, and how to set them. */
  public static List<String> of(DipChange change) {
    List<String> now = of(change.now());
    List<String> to = of(change.to());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "   %-24s   %s", "now: address " + change.now(), "set: address " + change.to()));
    for (int i = 0; i < now.size(); i++) {
      String between = i == 2 ? "   -->   " : "         ";
      lines.add((now.get(i) + between + to.get(i)).stripTrailing());
    }
    return lines;
  }
}
