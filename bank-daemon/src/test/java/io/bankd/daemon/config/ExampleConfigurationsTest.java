package io.bankd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploy/examples ships must work as it stands. */
class ExampleConfigurationsTest {
  private static final Path EXAMPLES = Path.of("../deploy/examples");

  static Stream<Path> examples() throws IOException {
    return Files.list(EXAMPLES).sorted();
  }

  @Test
  void thereIsOneForEachWayToBegin() throws IOException {
    assertThat(examples().map(file -> file.getFileName().toString()))
        .containsExactly(
            "fifteen-packs.yaml", "one-pack.yaml", "tcp-gateway.yaml", "two-inverters.yaml");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsUsableWithoutWarnings(Path example) throws IOException {
    ConfigResult result = ConfigReader.read(example.toString(), Files.readString(example));

    assertThat(result).isInstanceOf(ConfigResult.Good.class);
    assertThat(((ConfigResult.Good) result).warnings()).isEmpty();
  }

  @Test
  void theSettingsInItsCommentsAreUsableToo() throws IOException {
    Path file = EXAMPLES.resolve("fifteen-packs.yaml");
    String text =
        Files.readString(file).replaceAll("(?m)^    # (pack-settings:|  [a-z])", "    $1");

    ConfigResult result = ConfigReader.read(file.toString(), text);

    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Good.class);
    ConfigResult.Good good = (ConfigResult.Good) result;
    PackSpec spec = good.config().banks().get(0).policy().spec();
    assertThat(spec.continuousCharge()).isEqualTo(Current.ofAmperes(40));
    assertThat(good.warnings())
        .singleElement()
        .asString()
        .contains("prot-4.protection", "protects less than the factory's");
  }

  @Test
  void fifteenPacksAreZeroAndTwoToFifteen() throws IOException {
    Path file = EXAMPLES.resolve("fifteen-packs.yaml");
    ConfigResult result = ConfigReader.read(file.toString(), Files.readString(file));

    DaemonConfig config = ((ConfigResult.Good) result).config();
    assertThat(config.banks().get(0).policy().packs())
        .extracting(pack -> pack.address().value())
        .isEqualTo(List.of(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  }
}
