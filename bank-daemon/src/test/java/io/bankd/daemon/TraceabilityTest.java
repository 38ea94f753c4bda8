package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/traceability.md and the README name must exist. */
class TraceabilityTest {
  private static final Path ROOT = Path.of("..");
  private static final Map<String, String> SOURCES = new TreeMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (file.toString().contains("/src/")) {
          SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      }
    }
  }

  @Test
  void everyTypeAndTestOfTheTableExists() throws IOException {
    String table = Files.readString(ROOT.resolve("docs/traceability.md"));
    String last = "";
    for (String name : quoted(table)) {
      Matcher type =
          Pattern.compile("(?:[a-z0-9.]+\\.)?([A-Z]\\w+)(?:\\.([a-z]\\w+))?").matcher(name);
      if (type.matches()) {
        last = type.group(1);
        assertThat(SOURCES).as(name).containsKey(last);
        if (type.group(2) != null) {
          assertThat(SOURCES.get(last)).as(name).containsPattern("\\b" + type.group(2) + "\\b");
        }
      } else if (name.matches("\\.[a-z]\\w+")) {
        assertThat(SOURCES.get(last))
            .as(last + name)
            .containsPattern("\\b" + name.substring(1) + "\\b");
      }
    }
  }

  @Test
  void noRequirementIsWithoutARow() throws IOException {
    String table = Files.readString(ROOT.resolve("docs/traceability.md"));
    assertThat(table.lines().filter(line -> line.startsWith("|")).flatMap(TraceabilityTest::cells))
        .as("empty cells but for a continued id")
        .doesNotContain("");
    for (String id : List.of("PACK-4", "PROT-16", "DER-8", "LIM-1", "DIP-1", "BUS-2", "BANK-9")) {
      assertThat(table).contains(id.replaceFirst("-\\d+", ""));
    }
  }

  @Test
  void theWalkInTheReadmeNamesClassesThatExist() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String walk = readme.substring(readme.indexOf("### One cell voltage"));
    assertThat(quoted(walk).stream().filter(name -> name.matches("[A-Z][a-z]\\w+")))
        .isNotEmpty()
        .allMatch(SOURCES::containsKey);
  }

  private static List<String> quoted(String text) {
    return Pattern.compile("`([^`\n]+)`").matcher(text).results().map(m -> m.group(1)).toList();
  }

  private static Stream<String> cells(String line) {
    String[] cells = line.split("\\|");
    return Stream.of(cells).skip(2).map(String::strip);
  }
}
