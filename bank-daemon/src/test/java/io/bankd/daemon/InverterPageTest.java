package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.can.dialect.Quirk;
import io.bankd.daemon.link.CanFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/inverters.md leaves nothing out that an installer may meet. */
class InverterPageTest {
  private static final Path PAGE = Path.of("../docs/inverters.md");

  private static List<String> section(String title) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("\n## " + title + "\n");
    assertThat(begin).as(title).isPositive();
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end).lines().toList();
  }

  @Test
  void everyDialectHasItsSourceAndItsCertainty() throws IOException {
    List<String> rows = section("What each is told");
    for (String dialect : Dialects.names()) {
      assertThat(rows)
          .as(dialect)
          .anyMatch(row -> row.startsWith("| [`" + dialect + "`](inverters/"));
    }
  }

  @Test
  void everyDialectStandsUnderAnInverter() throws IOException {
    String before = Files.readString(PAGE).split("\n## ", 2)[0];
    assertThat(before).contains(Dialects.names().stream().map(n -> "`" + n + "`").toList());
  }

  @Test
  void everyOptionIsExplained() throws IOException {
    List<String> rows = section("Options");
    for (Quirk quirk : Quirk.values()) {
      assertThat(rows).as(quirk.word()).anyMatch(row -> row.startsWith("| `" + quirk.word() + "`"));
    }
  }

  @Test
  void everyFindingIsExplained() throws IOException {
    String rows = String.join("\n", section("What can be wrong with the bus"));
    assertThat(rows)
        .contains(Arrays.stream(CanFinding.values()).map(f -> "`" + f.label() + "`").toList());
  }
}
