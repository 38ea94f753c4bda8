package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.List;
import java.util.Map;

/**
 * A byte of which some bits have names: the byte under its own name, and each bit as 0 or 1.
 *
 * @param bits names of bit 0, 1, …; empty where a bit has none
 */
public record FlagsPart(String name, List<String> bits) implements Part {
  public FlagsPart {
    bits = List.copyOf(bits);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void read(InfoReader info, Map<String, Object> values) {
    int octet = info.u8();
    values.put(name, octet);
    for (int i = bits.size() - 1; i >= 0; i--) {
      if (!bits.get(i).isEmpty()) {
        values.put(bits.get(i), octet >> i & 1);
      }
    }
  }

  /** Writes the byte under its own name; what the bits' names say is not looked at. */
  @Override
  public void write(Map<String, ?> values, InfoWriter info) {
    info.u8(Part.required(values, name, Integer.class));
  }
}
