package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankd.can.CanDialect;
import io.bankd.can.FrameLayout;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.dialect.Quirk;
import io.bankd.daemon.config.ConfigReader;
import io.bankd.daemon.config.ConfigResult;
import io.bankd.daemon.config.InverterConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** docs/inverters: a page for each dialect, and on it what the dialect really does. */
class DialectPagesTest {
  private static final Path OVERVIEW = Path.of("../docs/inverters.md");
  private static final Path VECTORS =
      Path.of("../can-inverter/src/test/resources/vectors/can.json");

  static List<String> readable() {
    return Dialects.readable();
  }

  static List<String> spoken() {
    return Dialects.names();
  }

  private static CanDialect dialect(String name) {
    return Dialects.named(name).orElseThrow();
  }

  @Test
  void everyDialectHasItsPageAndEveryPageItsDialect() throws IOException {
    assertThat(DialectPage.written()).containsExactlyInAnyOrderElementsOf(readable());
    String overview = Files.readString(OVERVIEW);
    for (String name : readable()) {
      assertThat(overview).contains("[`" + name + "`](inverters/" + name + ".md)");
      assertThat(DialectPage.of(name).text()).startsWith("# `" + name + "`: ");
    }
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void allHaveOneShape(String name) throws IOException {
    DialectPage page = DialectPage.of(name);
    assertThat(page.headings())
        .containsExactly(
            "Configuration",
            "Frames",
            "Requests and stops",
            "What the inverter answers",
            "Options",
            "Source and certainty",
            "Unknown",
            "The first hour");
    assertThat(page.fact("inverters")).isNotBlank();
    assertThat(page.fact("menu entry")).isNotBlank();
    assertThat(page.fact("certainty"))
        .matches("(primary document|two sources|one source|one or two sources).*");
  }

  /** Order, lengths and bytes: the page is what encode prints for the state that it names. */
  @ParameterizedTest
  @MethodSource("readable")
  void itsFramesAreThoseThatAreSent(String name) throws IOException {
    String state =
        new DialectPage("overview", Files.readString(OVERVIEW).replace("\n### ", "\n## "))
            .pasted("The example on the pages");
    Map<Integer, String> sent = encoded(name, state);
    assertThat(DialectPage.of(name).frames())
        .containsExactlyElementsOf(
            dialect(name).sent().stream()
                .map(
                    frame ->
                        new DialectPage.Row(
                            frame.id(), frame.length(), sent.getOrDefault(frame.id(), "")))
                .toList());
  }

  /** The bytes of each frame, as the command prints them. */
  private static Map<Integer, String> encoded(String name, String state) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(
                new EncodeCommand(new ByteArrayInputStream(state.getBytes(StandardCharsets.UTF_8))))
            .setOut(new PrintWriter(out, true))
            .execute("--can", name);
    assertThat(exit).isZero();
    return out.toString()
        .lines()
        .map(line -> line.trim().split("\\s+", 4))
        .collect(
            Collectors.toMap(
                words -> Integer.parseInt(words[1], 16), words -> words[3].replace(" ", "")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void itsCountsAreThoseOfTheVectors(String name) throws IOException {
    assertThat(DialectPage.of(name).fact("frames that agree"))
        .isEqualTo("%d captured, %d computed", vectors(name, "real"), vectors(name, "golden"));
  }

  private static long vectors(String name, String kind) throws IOException {
    JsonNode all = new ObjectMapper().readTree(Files.readString(VECTORS)).get("vectors");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(vector -> vector.get("dialect").asText().equals(name))
        .filter(vector -> vector.get("kind").asText().equals(kind))
        .count();
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void itsConfigurationWorksAsPasted(String name) throws IOException {
    DialectPage page = DialectPage.of(name);
    ConfigResult result = ConfigReader.read(name + ".yaml", page.pasted("Configuration"));

    assertThat(result).isInstanceOf(ConfigResult.Good.class);
    ConfigResult.Good good = (ConfigResult.Good) result;
    assertThat(good.warnings()).isEmpty();
    InverterConfig inverter = good.config().banks().get(0).inverters().get(0);
    assertThat(inverter.dialect()).isEqualTo(name);
    assertThat(page.fact("period"))
        .startsWith(words(inverter.period()))
        .contains("0…" + widest(dialect(name)) + " ms allowed");
  }

  private static String words(Duration period) {
    long millis = period.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s;" : millis + " ms;";
  }

  /** A set may take half of its period, and 50 ms are the most between two frames. */
  private static long widest(CanDialect dialect) {
    return Math.min(50, dialect.period().toMillis() / 2 / (dialect.sent().size() - 1));
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void itsOptionsAreExplained(String name) throws IOException {
    String options = DialectPage.of(name).section("Options");
    assertThat(options).contains("`name`");
    for (Quirk quirk : Quirk.values()) {
      assertThat(options.contains("`" + quirk.word() + "`"))
          .as("%s: %s", name, quirk.word())
          .isEqualTo(Quirk.of(name).contains(quirk));
    }
    assertThat(options.contains("`modules`")).as(name).isEqualTo(countsPacks(name));
  }

  private static boolean countsPacks(String name) {
    return dialect(name).sent().stream()
        .map(FrameLayout::id)
        .anyMatch(List.of(0x359, 0x312)::contains);
  }

  @ParameterizedTest
  @MethodSource("readable")
  void itsAnswersAreThoseThatCount(String name) throws IOException {
    String answers = DialectPage.of(name).section("What the inverter answers");
    assertThat(dialect(name).heartbeatIds())
        .allSatisfy(id -> assertThat(answers).contains("0x%03X".formatted(id)));
  }
}
