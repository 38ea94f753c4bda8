package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankd.daemon.BankDaemon;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The decode and encode commands against every captured and computed frame there is. */
class VectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final File PACE =
      new File("../rs485-bus/src/test/resources/vectors/rs485-pace.json");
  private static final File PYLON =
      new File("../rs485-bus/src/test/resources/vectors/rs485-pylon.json");
  private static final File CAN = new File("../can-inverter/src/test/resources/vectors/can.json");

  private final InputStream standardInput = System.in;

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(standardInput);
  }

  @TestFactory
  Stream<DynamicTest> decodeAgreesWithEveryPaceFrame() throws IOException {
    return stream(JSON.readTree(PACE))
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("id").asText(),
                    () -> {
                      String line =
                          vector.get("command").asText() + " " + vector.get("frame").asText();
                      JsonNode said = one(run(line, "decode", "--protocol", "pace"));
                      assertThat(said.get("valid").asText())
                          .isEqualTo(vector.get("valid").asText());
                      assertContains(said, vector.get("expect"), "");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> decodeAgreesWithEveryPylonFrame() throws IOException {
    return Stream.concat(pylon("pylon"), pylon("auto"));
  }

  private Stream<DynamicTest> pylon(String protocol) throws IOException {
    return stream(JSON.readTree(PYLON))
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    protocol + " " + vector.get("id").asText(),
                    () -> {
                      String line =
                          vector.get("command").asText() + " " + vector.get("frame").asText();
                      JsonNode said = one(run(line, "decode", "--protocol", protocol));
                      assertThat(said.get("valid").asText())
                          .isEqualTo(vector.get("valid").asText());
                      assertContains(said, vector.get("expect"), "");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> decodeAgreesWithEveryCanFrame() throws IOException {
    return stream(JSON.readTree(CAN).get("vectors"))
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("n").asText(),
                    () -> {
                      String line =
                          vector.get("id").asText().substring(2)
                              + "#"
                              + vector.get("data").asText();
                      JsonNode said =
                          one(run(line, "decode", "--can", vector.get("dialect").asText()));
                      assertThat(said.get("valid").asText()).isEqualTo("ok");
                      assertContains(said, vector.get("decoded"), "");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> encodeAgreesWithEveryComputedFrame() throws IOException {
    JsonNode root = JSON.readTree(CAN);
    return stream(root.get("vectors"))
        .filter(vector -> vector.get("kind").asText().equals("golden"))
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("n").asText(),
                    () -> {
                      String state = root.get("inputs").get(vector.get("case").asText()).toString();
                      List<String> lines =
                          run(state, "encode", "--can", vector.get("dialect").asText());
                      String bytes = vector.get("data").asText().replaceAll("(..)(?=.)", "$1 ");
                      assertThat(lines)
                          .contains(
                              String.format(
                                  "  can0  %s   [%d]  %s",
                                  vector.get("id").asText().substring(2),
                                  vector.get("dlc").asInt(),
                                  bytes));
                    }));
  }

  private static void assertContains(JsonNode said, JsonNode expected, String path) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              field -> {
                String at = path + "." + field.getKey();
                assertThat(said.has(field.getKey())).as(at + " in " + said).isTrue();
                assertContains(said.get(field.getKey()), field.getValue(), at);
              });
    } else if (expected.isArray()) {
      assertThat(said.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertContains(said.get(i), expected.get(i), path + "[" + i + "]");
      }
    } else if (expected.isNumber()) {
      assertThat(said.asDouble()).as(path).isEqualTo(expected.asDouble());
    } else {
      assertThat(said).as(path).isEqualTo(expected);
    }
  }

  private static JsonNode one(List<String> lines) throws IOException {
    assertThat(lines).hasSize(1);
    return JSON.readTree(lines.get(0));
  }

  private static List<String> run(String input, String... arguments) {
    System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)));
    StringWriter out = new StringWriter();
    int code =
        BankDaemon.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .execute(arguments);
    assertThat(code).isZero();
    return new ArrayList<>(out.toString().lines().toList());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
