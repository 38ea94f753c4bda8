package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.CYCLES;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.REMAINING;
import static io.bankd.can.BankQuantity.SOC;
import static io.bankd.can.BankQuantity.SOH;
import static io.bankd.can.BankQuantity.T_MAX;
import static io.bankd.can.BankQuantity.VOLTAGE;
import static io.bankd.can.BankQuantity.V_MAX;
import static io.bankd.can.BankQuantity.V_MIN;
import static io.bankd.can.BankQuantity.V_SPREAD;
import static io.bankd.can.Width.S16_BIG;
import static io.bankd.can.Width.U16_BIG;
import static io.bankd.can.Width.U8;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;
import static java.math.RoundingMode.UNNECESSARY;

import io.bankd.can.BankQuantity;
import io.bankd.can.BytesSignal;
import io.bankd.can.CanDialect;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InverterMessage;
import io.bankd.can.NumberSignal;
import io.bankd.can.PlaceSignal;
import io.bankd.can.PlaceSignal.Form;
import io.bankd.can.PlaceSignal.Place;
import io.bankd.can.ScaledSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.TextSignal;
import io.bankd.can.UnshownSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Growatt's low voltage dialect V1.04, confirmed by a capture of a GBLI battery: the only one here
 * that is big endian. The battery sends whether or not it is asked.
 */
final class GrowattFamily {
  private GrowattFamily() {}

  /** Protections, warnings, packs; the maker stays 0; sixteen cells in a row. */
  private static FrameLayout alarms(DialectOptions options) {
    List<CanSignal> rows = new ArrayList<>(GrowattAlarms.ROWS);
    rows.addAll(PylonFrames.packs("packs", 4, options));
    rows.add(BytesSignal.hex("b5_7", 5, "000010"));
    return new FrameLayout(0x312, 8, rows);
  }

  /** The temperature is the highest (V1.04), the SOH has a flag in bit 7. */
  private static final FrameLayout MEASURED =
      FrameLayout.of(
          0x313,
          8,
          new NumberSignal("voltage_v", 0, S16_BIG, VOLTAGE, 10, HALF_UP, 2),
          new NumberSignal("current_a", 2, S16_BIG, CURRENT, 100, HALF_UP, 1),
          new NumberSignal("temp_c", 4, S16_BIG, T_MAX, 1, HALF_UP, 1),
          new NumberSignal("soc", 6, U8, SOC, 100, FLOOR, 0),
          new UnshownSignal(new NumberSignal("soh", 7, U8, SOH, 100, FLOOR, 0)),
          new SeenSignal("soh", 7, 1, frame -> frame.u8(7) & 0x7F));

  private static final FrameLayout CAPACITY =
      FrameLayout.of(
          0x314,
          8,
          new ScaledSignal("remaining_ah", 0, REMAINING),
          new ScaledSignal("full_ah", 2, INSTALLED),
          word("delta_mv", 4, V_SPREAD),
          word("cycles", 6, CYCLES));

  /** Enable bits as Pylon's; chemistry 0 is LiFePO4. */
  private static FrameLayout cells() {
    List<CanSignal> rows = new ArrayList<>(PylonFrames.enables(0));
    rows.addAll(
        List.of(
            new SeenSignal("chem", 0, 1, frame -> frame.u8(0) & 3),
            word("vmax_mv", 1, V_MAX),
            word("vmin_mv", 3, V_MIN),
            new PlaceSignal("vmax_no", 5, Place.V_MAX, Form.INDEX),
            new PlaceSignal("vmin_no", 6, Place.V_MIN, Form.INDEX),
            new BytesSignal("prot_pack", 7, "00", bytes -> bytes[0] & 0xFF)));
    return new FrameLayout(0x319, 8, rows);
  }

  private static FrameLayout maker(DialectOptions options) {
    String name = options.nameOr("BK");
    return FrameLayout.of(
        0x320,
        8,
        new TextSignal("mfr", 0, 2, '\0', message -> name),
        new BytesSignal("hw", 2, "00", bytes -> bytes[0] & 0xFF),
        new BytesSignal("sw", 3, "00", bytes -> bytes[0] & 0xFF));
  }

  /** No update is under way. */
  private static final FrameLayout UPDATE = FrameLayout.of(0x321, 8);

  private static NumberSignal word(String name, int offset, BankQuantity quantity) {
    return new NumberSignal(name, offset, U16_BIG, quantity, 1, UNNECESSARY, 0);
  }

  /** Four cells each, which a single pack tells; and frames of real packs nobody explains. */
  private static List<FrameLayout> seen() {
    Stream<FrameLayout> cells = IntStream.range(0, 4).mapToObj(GrowattFamily::fourCells);
    IntStream unexplained = IntStream.of(0x322, 0x323, 0x324, 0x329, 0x330);
    return Stream.concat(cells, unexplained.mapToObj(id -> FrameLayout.of(id, 8))).toList();
  }

  private static FrameLayout fourCells(int quarter) {
    return FrameLayout.of(
        0x315 + quarter,
        8,
        new SeenSignal(
            "cells_mv",
            0,
            8,
            frame ->
                IntStream.range(0, 4)
                    .mapToObj(i -> frame.u8(2 * i) << 8 | frame.u8(2 * i + 1))
                    .toList()),
        new SeenSignal("first", 0, 8, frame -> 4 * quarter + 1));
  }

  /**
   * Force charge II (0x319 bit 4) is “NULL” to a Growatt (V1.04): whoever begs for charge, however
   * patiently, must set bit 5.
   */
  private static InverterMessage inOneBit(InverterMessage bank) {
    return bank.toBuilder().forceCharge1(bank.forceCharge1() || bank.forceCharge2()).build();
  }

  /** The inverter's question, once a second: the numbers 11, 22 … 88. */
  private static final List<FrameLayout> QUESTION = List.of(FrameLayout.of(0x301, 8));

  static CanDialect lowVoltage(DialectOptions options) {
    List<FrameLayout> set =
        Stream.of(
                GrowattLimits.LIMITS,
                alarms(options),
                MEASURED,
                CAPACITY,
                cells(),
                maker(options),
                UPDATE)
            .map(FrameLayout::onlyWhole)
            .toList();
    return CanDialect.of("growatt_lv", set, QUESTION)
        .needing(0x311, 0x312, 0x313, 0x314, 0x319)
        .every(Duration.ofMillis(500))
        .worded(GrowattFamily::inOneBit)
        .seeing(seen());
  }
}
