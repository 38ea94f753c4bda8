package io.bankd.rs485.layout;

import static io.bankd.rs485.layout.NumberPart.s16;
import static io.bankd.rs485.layout.NumberPart.u16;
import static io.bankd.rs485.layout.NumberPart.u24;
import static io.bankd.rs485.layout.NumberPart.u8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.layout.TextPart.Form;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final Layout LAYOUT =
      Layout.of(
          u8("delay_ms").times(25),
          u16("alarm_dc").from(2730),
          s16("limit_ma").times(100),
          u24("charge_mah"),
          new FlagsPart("status", List.of("", "enabled")),
          new TextPart("version", 2, Form.VERSION));

  private static byte[] written(Layout layout, Map<String, ?> values) {
    InfoWriter info = new InfoWriter();
    layout.write(values, info);
    return info.toBytes();
  }

  @Property
  void whatIsReadIsWrittenTheSame(@ForAll @Size(11) byte[] info) {
    assertThat(LAYOUT.width()).isEqualTo(info.length);
    assertThat(written(LAYOUT, LAYOUT.read(InfoReader.of(info)))).isEqualTo(info);
  }

  @Test
  void valuesHaveTheUnitOfTheirName() {
    byte[] info = {4, 0x0B, (byte) 0xA4, (byte) 0xFF, (byte) 0xF6, 1, 0x21, 0x10, 2, 1, 13};
    assertThat(LAYOUT.read(InfoReader.of(info)))
        .containsEntry("delay_ms", 100)
        .containsEntry("alarm_dc", 250)
        .containsEntry("limit_ma", -1000)
        .containsEntry("charge_mah", 74_000)
        .containsEntry("enabled", 1)
        .containsEntry("version", "1.13");
  }

  @Test
  void whatDoesNotFitIsRefusedByItsName() {
    Layout limit = Layout.of(s16("limit_ma").times(100));
    assertThatThrownBy(() -> written(limit, Map.of("limit_ma", 3_276_800)))
        .hasMessage("limit_ma 3276800 does not fit its bytes");
    assertThatThrownBy(() -> written(limit, Map.of("limit_ma", 150)))
        .hasMessage("limit_ma 150 is no multiple of 100");
    assertThatThrownBy(() -> written(limit, Map.of("limit_ma", "much")))
        .hasMessage("limit_ma “much” is of the wrong type");
    Layout time = Layout.of(new TextPart("time", 6, Form.CLOCK));
    assertThatThrownBy(() -> written(time, Map.of("time", "yesterday")))
        .hasMessage("time “yesterday” is not of the form expected");
    Layout name = Layout.of(new TextPart("name", 4, Form.HYPHENED));
    assertThatThrownBy(() -> written(name, Map.of("name", "longer")))
        .hasMessage("name “longer” is longer than 4");
    assertThat(written(name, Map.of("name", "ab"))).containsExactly('a', 'b', '-', '-');
  }

  @Test
  void aMagnitudeIsReadFromEitherSign() {
    Layout current = Layout.of(new MagnitudePart("protect_a"));
    assertThat(current.read(InfoReader.of((byte) 0xFF, (byte) 0x92)))
        .containsEntry("protect_a", 110);
    assertThat(current.read(InfoReader.of((byte) 0, (byte) 110))).containsEntry("protect_a", 110);
    assertThat(written(current, Map.of("protect_a", 110))).containsExactly(0xFF, 0x92);
  }
}
