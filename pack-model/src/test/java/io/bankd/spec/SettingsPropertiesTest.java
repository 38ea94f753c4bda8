package io.bankd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.spec.Settings.Choice;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is chosen without an allowance, nothing comes out looser than the factory. */
class SettingsPropertiesTest {
  private static final List<Setting> TABLE = PackSpec.settings(PackModel.AM5000);

  @Property(tries = 10_000)
  void aStricterFigureIsTakenOrRefusedButNeverLoosensAnother(
      @ForAll("choices") List<Chosen> choices) {
    Settings settings = Settings.FACTORY;
    for (Chosen chosen : choices) {
      settings = settings.with(chosen.setting.key(), new Choice(chosen.value, "x", false));
    }
    if (PackSpec.AM5000.with(settings) instanceof SettingsResult.Applied applied) {
      for (SettingValue value : applied.spec().figures()) {
        assertThat(value.setting().isLooser(value.value())).as(value.toString()).isFalse();
        assertThat(value.setting().allows(value.value())).as(value.toString()).isTrue();
      }
      assertThat(applied.warnings()).isEmpty();
    }
  }

  record Chosen(Setting setting, long value) {}

  @Provide
  Arbitrary<List<Chosen>> choices() {
    return Arbitraries.of(TABLE)
        .flatMap(
            setting ->
                Arbitraries.longs()
                    .between(setting.least(), setting.most())
                    .map(value -> new Chosen(setting, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
