package io.bankd.sleep;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a pack draws for a moment when it comes back to a live busbar: the difference of the two
 * voltages over the resistance between them. The busbar is taken for stiff, as one with many packs
 * is; with few it draws less.
 *
 * @param openCircuit the pack's voltage before it is connected
 * @param bus the busbar's
 * @param least the current of smaller magnitude, positive into the pack
 * @param most the current of larger magnitude, positive into the pack
 */
public record Inrush(
    PackId pack, Voltage openCircuit, Voltage bus, Current least, Current most, Verdict verdict) {

  /** What the larger current means to the pack. */
  public enum Verdict {
    HARMLESS("harmless"),
    ABOVE_CONTINUOUS("more than it may carry for long"),
    ABOVE_PROTECTION("above its over-current protection");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /* As many as an int of milliamperes holds; only a misread voltage comes near. */
  private static final int MOST_MILLIAMPERES = 2_000_000_000;

  /**
   * What a pack that is not connected yet would draw.
   *
   * @param connected the latest readings of the packs on the busbar
   * @return null where no pack is on the busbar, or where the pack carries current already and so
   *     is connected
   */
  public static @Nullable Inrush of(
      PackReading returning,
      Collection<PackReading> connected,
      Current flows,
      InrushSettings settings) {
    boolean carries = Math.abs((long) returning.current().milliamperes()) > flows.milliamperes();
    Voltage bus = bus(connected);
    return carries || bus == null
        ? null
        : between(returning.pack(), returning.voltage(), bus, settings);
  }

  /** The mean voltage of the packs on a busbar, null where there is none. */
  static @Nullable Voltage bus(Collection<PackReading> connected) {
    long sum = connected.stream().mapToLong(reading -> reading.voltage().millivolts()).sum();
    return connected.isEmpty() ? null : Voltage.ofMillivolts((int) (sum / connected.size()));
  }

  static Inrush between(PackId pack, Voltage openCircuit, Voltage bus, InrushSettings settings) {
    long difference = (long) bus.millivolts() - openCircuit.millivolts();
    Current least = over(difference, settings.mostMilliohms(), 0);
    Current most = over(difference, settings.leastMilliohms(), settings.leastMilliohms() - 1);
    return new Inrush(pack, openCircuit, bus, least, most, verdict(most, settings));
  }

  /** “pack 7 returns at 50.10 V to a bus at 53.20 V: expect 100–260 A into it for a moment, …”. */
  public String words() {
    boolean into = most.milliamperes() >= 0;
    String current = amperes() + (into ? " A into it" : " A out of it");
    return String.format(
        Locale.ROOT,
        "pack %s returns at %.2f V to a bus at %.2f V: expect %s for a moment, %s",
        pack,
        openCircuit.millivolts() / 1000.0,
        bus.millivolts() / 1000.0,
        current,
        verdict.words());
  }

  /* Rounded outwards: to ten amperes where there are many, to one where there are few. */
  private String amperes() {
    long small = Math.abs((long) least.milliamperes());
    long large = Math.abs((long) most.milliamperes());
    long grain = large > 20_000 ? 10_000 : 1000;
    long from = small / grain * grain / 1000;
    long to = (large + grain - 1) / grain * grain / 1000;
    return to <= 1 ? "no more than " + to : from + "–" + to;
  }

  /* mV over mΩ are amperes; the larger current is rounded up, the smaller one down. */
  private static Current over(long millivolts, int milliohms, int roundingUp) {
    long milliamperes = (Math.abs(millivolts) * 1000 + roundingUp) / milliohms;
    long held = Math.min(milliamperes, MOST_MILLIAMPERES);
    return Current.ofMilliamperes((int) (millivolts < 0 ? -held : held));
  }

  private static Verdict verdict(Current most, InrushSettings settings) {
    long magnitude = Math.abs((long) most.milliamperes());
    if (magnitude <= settings.continuous().milliamperes()) {
      return Verdict.HARMLESS;
    }
    return magnitude < settings.overCurrent().milliamperes()
        ? Verdict.ABOVE_CONTINUOUS
        : Verdict.ABOVE_PROTECTION;
  }
}
