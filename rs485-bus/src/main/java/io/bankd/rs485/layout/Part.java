package io.bankd.rs485.layout;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.Map;

/** One entry of a {@link Layout}: so many bytes, and the names and values they hold. */
public interface Part {
  /** Bytes of INFO. */
  int width();

  /** Takes this part's bytes and puts what they say. */
  void read(InfoReader info, Map<String, Object> values);

  /**
   * Writes this part's bytes.
   *
   * @throws IllegalArgumentException that names the value that is missing, of another type, or
   *     beyond what the bytes can hold
   */
  void write(Map<String, ?> values, InfoWriter info);

  /** The value of a name, which has to be there and of a type. */
  static <T> T required(Map<String, ?> values, String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          name + (value == null ? " is missing" : " “" + value + "” is of the wrong type"));
    }
    return type.cast(value);
  }
}
