package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of docs/inverters.
 *
 * @param dialect the name of its file
 */
record DialectPage(String dialect, String text) {
  static final Path FOLDER = Path.of("../docs/inverters");

  private static final Pattern FRAME =
      Pattern.compile("(?m)^\\| 0x([0-9A-F]{3}) \\| (\\d) \\| (?:`([0-9A-F ]+)`|–) \\|");

  /** A row of its table of frames; the example is empty where nothing is sent. */
  record Row(int id, int length, String example) {
    private static Row of(MatchResult row) {
      String example = row.group(3);
      return new Row(
          Integer.parseInt(row.group(1), 16),
          Integer.parseInt(row.group(2)),
          example == null ? "" : example.replace(" ", ""));
    }
  }

  static DialectPage of(String dialect) throws IOException {
    return new DialectPage(dialect, Files.readString(FOLDER.resolve(dialect + ".md")));
  }

  /** The dialects that have a page. */
  static List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString().replace(".md", "")).toList();
    }
  }

  /** The headings of the second level, in their order. */
  List<String> headings() {
    return text.lines()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();
  }

  /** What stands under a heading. */
  String section(String heading) {
    int begin = text.indexOf("\n## " + heading + "\n");
    assertThat(begin).as("%s: %s", dialect, heading).isPositive();
    int end = text.indexOf("\n## ", begin + 1);
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  /** What stands in the first table beside a word. */
  String fact(String word) {
    Matcher row = Pattern.compile("(?m)^\\| " + word + " \\| (.+) \\|$").matcher(text);
    assertThat(row.find()).as("%s: %s", dialect, word).isTrue();
    return row.group(1);
  }

  List<Row> frames() {
    return FRAME.matcher(section("Frames")).results().map(Row::of).toList();
  }

  /** The indented lines under a heading, as they are pasted. */
  String pasted(String heading) {
    return section(heading)
        .lines()
        .filter(line -> line.startsWith("    "))
        .map(line -> line.substring(4) + "\n")
        .collect(Collectors.joining());
  }
}
