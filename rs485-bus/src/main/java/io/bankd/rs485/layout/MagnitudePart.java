package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.Map;

/** A signed word whose sign only repeats what its name says; written negative, read as either. */
public record MagnitudePart(String name) implements Part {
  @Override
  public int width() {
    return 2;
  }

  @Override
  public void read(InfoReader info, Map<String, Object> values) {
    values.put(name, Math.abs(info.s16()));
  }

  @Override
  public void write(Map<String, ?> values, InfoWriter info) {
    int value = Part.required(values, name, Integer.class);
    if (value < 0 || value > -Short.MIN_VALUE) {
      throw new IllegalArgumentException(name + " " + value + " does not fit its bytes");
    }
    info.s16(-value);
  }
}
