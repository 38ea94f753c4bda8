package io.bankd.rs485.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The records of captured frames, and whether what was said of one is what its record expects. */
public final class CapturedFrames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CapturedFrames() {}

  /** The records of a file in the vectors folder. */
  public static JsonNode records(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            CapturedFrames.class.getResourceAsStream("/vectors/" + file), file)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static JsonNode tree(Object said) {
    return JSON.valueToTree(said);
  }

  /** Asserts that what was found has at least what was expected, with the same values. */
  public static void assertContains(String path, JsonNode found, JsonNode expected) {
    assertThat(found).as(path).isNotNull();
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              f -> assertContains(path + "." + f.getKey(), found.get(f.getKey()), f.getValue()));
    } else if (expected.isArray()) {
      assertThat(found.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertContains(path + "[" + i + "]", found.get(i), expected.get(i));
      }
    } else if (expected.isNumber()) {
      assertThat(found.asDouble()).as(path).isEqualTo(expected.asDouble());
    } else {
      assertThat(found).as(path).isEqualTo(expected);
    }
  }
}
