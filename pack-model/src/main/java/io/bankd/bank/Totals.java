package io.bankd.bank;

import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Adds packs up to a bank. */
final class Totals {
  private static final int WHOLE = 10_000;

  private Totals() {}

  /**
   * The totals of a bank, null until a pack has been heard.
   *
   * @param soc what is told of its state of charge, null until a pack is known
   */
  static @Nullable BankTotals of(BankPolicy policy, List<PackView> views, @Nullable BankSoc soc) {
    List<PackView> online = views.stream().filter(view -> view.phase().isOnline()).toList();
    List<PackReading> heard = readings(views);
    List<PackView> known = views.stream().filter(Totals::isKnown).toList();
    List<PackReading> live = online.isEmpty() ? heard : readings(online);
    if (heard.isEmpty() || soc == null) {
      return null;
    }
    long installed = (long) policy.spec().designCapacity().milliampereHours() * views.size();
    return new BankTotals(
        Voltage.ofMillivolts(mean(live, r -> r.voltage().millivolts())),
        online.isEmpty()
            ? Current.ZERO
            : Current.ofMilliamperes((int) sum(live, r -> r.current().milliamperes())),
        temperature(live),
        temperatureExtreme(live, Comparator.naturalOrder()),
        temperatureExtreme(live, Comparator.reverseOrder()),
        cellExtreme(live, Comparator.naturalOrder(), r -> r.cells().lowestNumber()),
        cellExtreme(live, Comparator.reverseOrder(), r -> r.cells().highestNumber()),
        soc.ofEnergy(),
        soc.ofCutOff(),
        policy.toldSoc() == SocKind.ENERGY ? soc.ofEnergy() : soc.ofCutOff(),
        soh(policy, known),
        capacity(installed),
        capacity(known.stream().mapToLong(view -> usable(policy, view)).sum()),
        capacity(known.stream().mapToLong(view -> remaining(policy, view)).sum()),
        heard.stream().mapToInt(PackReading::cycles).max().orElse(0),
        online.size(),
        views.size() - online.size(),
        (int) online.stream().filter(view -> view.blocked(Direction.CHARGE)).count(),
        (int) online.stream().filter(view -> view.blocked(Direction.DISCHARGE)).count());
  }

  /* Heard, or remembered from an earlier run. */
  static boolean isKnown(PackView view) {
    return view.reading() != null || full(view) > 0;
  }

  private static Ratio soh(BankPolicy policy, List<PackView> known) {
    long sum = known.stream().mapToLong(view -> view.soh(policy.spec()).basisPoints()).sum();
    return Ratio.ofBasisPoints((int) (sum / known.size()));
  }

  /**
   * What a pack holds when full, in mAh: the smaller of what it is taken to hold and what its
   * health leaves of the nameplate; one that does not know counts as new.
   */
  static long usable(BankPolicy policy, PackView view) {
    long design = policy.spec().designCapacity().milliampereHours();
    long healthy = design * view.soh(policy.spec()).basisPoints() / WHOLE;
    long full = full(view);
    return full > 0 ? Math.min(full, healthy) : healthy;
  }

  private static long full(PackView view) {
    return view.life().soc().capacity().milliampereHours();
  }

  private static long remaining(BankPolicy policy, PackView view) {
    return usable(policy, view) * view.life().soc().value().basisPoints() / WHOLE;
  }

  private static @Nullable Temperature temperature(List<PackReading> live) {
    long sum = 0;
    int count = 0;
    for (PackReading reading : live) {
      for (Temperature sensor : reading.cellTemperatures()) {
        sum += sensor.decidegrees();
        count++;
      }
    }
    return count == 0 ? null : Temperature.ofDecidegrees((int) Math.round((double) sum / count));
  }

  private static @Nullable Extreme<Temperature> temperatureExtreme(
      List<PackReading> live, Comparator<Temperature> order) {
    List<Extreme<Temperature>> all = new ArrayList<>();
    for (PackReading reading : live) {
      for (int i = 0; i < reading.cellTemperatures().size(); i++) {
        all.add(new Extreme<>(reading.cellTemperatures().get(i), reading.pack(), i + 1));
      }
    }
    return all.stream().min(inOrder(order)).orElse(null);
  }

  private static Extreme<Voltage> cellExtreme(
      List<PackReading> live, Comparator<Voltage> order, ToIntFunction<PackReading> number) {
    return live.stream()
        .map(
            r ->
                new Extreme<>(r.cells().cell(number.applyAsInt(r)), r.pack(), number.applyAsInt(r)))
        .min(inOrder(order))
        .orElseThrow();
  }

  /* Ties go to the first pack and sensor, whatever order the packs are configured in. */
  private static <T> Comparator<Extreme<T>> inOrder(Comparator<T> order) {
    Comparator<Extreme<T>> byValue = (a, b) -> order.compare(a.value(), b.value());
    Comparator<Extreme<T>> byPack = (a, b) -> a.pack().compareTo(b.pack());
    return byValue.thenComparing(byPack).thenComparing((a, b) -> a.index() - b.index());
  }

  private static List<PackReading> readings(List<PackView> views) {
    return views.stream().map(PackView::reading).filter(Objects::nonNull).toList();
  }

  private static long sum(List<PackReading> readings, ToIntFunction<PackReading> value) {
    return readings.stream().mapToLong(value::applyAsInt).sum();
  }

  private static int mean(List<PackReading> readings, ToIntFunction<PackReading> value) {
    return (int) (sum(readings, value) / readings.size());
  }

  private static Capacity capacity(long milliampereHours) {
    return Capacity.ofMilliampereHours(Math.toIntExact(milliampereHours));
  }
}
