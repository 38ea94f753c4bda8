package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields that follow each other in INFO: the table reads them, and writes them. */
public final class Layout {
  private final List<Part> parts;
  private final int width;

  private Layout(List<Part> parts) {
    this.parts = parts;
    this.width = parts.stream().mapToInt(Part::width).sum();
  }

  public static Layout of(Part... parts) {
    return new Layout(List.of(parts));
  }

  /** Bytes of INFO. */
  public int width() {
    return width;
  }

  /** The names and values in the next bytes, in the order of the wire; there must be enough. */
  public Map<String, Object> read(InfoReader info) {
    Map<String, Object> values = new LinkedHashMap<>();
    parts.forEach(part -> part.read(info, values));
    return values;
  }

  /**
   * Writes the values by their names.
   *
   * @throws IllegalArgumentException that names the value that is missing or does not fit
   */
  public void write(Map<String, ?> values, InfoWriter info) {
    parts.forEach(part -> part.write(values, info));
  }
}
