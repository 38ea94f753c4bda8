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

  /** The totals of a bank, null until a pack has been heard. */
  static @Nullable BankTotals of(BankPolicy policy, List<PackView> views) {
    List<PackView> online = views.stream().filter(view -> view.phase().isOnline()).toList();
    List<PackReading> heard = readings(views);
    List<PackView> known = views.stream().filter(Totals::isKnown).toList();
    List<PackReading> live = online.isEmpty() ? heard : readings(online);
    if (heard.isEmpty()) {
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
        soc(policy, known),
        soh(policy, known),
        capacity(installed),
        capacity(known.stream().mapToLong(Totals::full).sum()),
        capacity(known.stream().mapToLong(Totals::remaining).sum()),
        heard.stream().mapToInt(PackReading::cycles).max().orElse(0),
        online.size(),
        views.size() - online.size(),
        (int) online.stream().filter(view -> view.blocked(Direction.CHARGE)).count(),
        (int) online.stream().filter(view -> view.blocked(Direction.DISCHARGE)).count());
  }

  /* Heard, or remembered from an earlier run. */
  private static boolean isKnown(PackView view) {
    return view.reading() != null || full(view) > 0;
  }

  /* Weighted by what each pack can hold; one that does not know weighs as new. */
  private static Ratio soc(BankPolicy policy, List<PackView> known) {
    long design = policy.spec().designCapacity().milliampereHours();
    long charge = 0;
    long capacity = 0;
    for (PackView view : known) {
      long full = full(view);
      long weight = full > 0 ? full : design;
      charge += weight * view.life().soc().value().basisPoints();
      capacity += weight * WHOLE;
    }
    return Ratio.of(charge, capacity);
  }

  private static Ratio soh(BankPolicy policy, List<PackView> known) {
    long sum = known.stream().mapToLong(view -> view.soh(policy.spec()).basisPoints()).sum();
    return Ratio.ofBasisPoints((int) (sum / known.size()));
  }

  private static long full(PackView view) {
    return view.life().soc().capacity().milliampereHours();
  }

  private static long remaining(PackView view) {
    return full(view) * view.life().soc().value().basisPoints() / WHOLE;
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
