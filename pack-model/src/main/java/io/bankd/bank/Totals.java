package io.bankd.bank;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
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
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
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
    List<PackView> online = those(views, view -> view.phase().isOnline());
    List<PackReading> heard = readings(views);
    List<PackView> known = those(views, Totals::isKnown);
    List<PackReading> live = online.isEmpty() ? heard : readings(online);
    if (heard.isEmpty() || soc == null) {
      return null;
    }
    long installed = (long) policy.spec().designCapacity().milliampereHours() * views.size();
    return new BankTotals(
        Voltage.ofMillivolts((int) (sum(live, r -> r.voltage().millivolts()) / live.size())),
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
        capacity(sum(known, view -> usable(policy, view))),
        capacity(sum(known, view -> remaining(policy, view))),
        cycles(heard),
        online.size(),
        views.size() - online.size(),
        those(online, view -> view.blocked(Direction.CHARGE)).size(),
        those(online, view -> view.blocked(Direction.DISCHARGE)).size());
  }

  /* Heard, or remembered from an earlier run. */
  static boolean isKnown(PackView view) {
    return view.reading() != null || full(view) > 0;
  }

  private static Ratio soh(BankPolicy policy, List<PackView> known) {
    long sum = sum(known, view -> view.soh(policy.spec()).basisPoints());
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
    Extreme<Temperature> extreme = null;
    for (PackReading reading : live) {
      for (int i = 0; i < reading.cellTemperatures().size(); i++) {
        Temperature sensor = reading.cellTemperatures().get(i);
        if (isBeyond(sensor, reading.pack(), extreme, order)) {
          extreme = new Extreme<>(sensor, reading.pack(), i + 1);
        }
      }
    }
    return extreme;
  }

  private static Extreme<Voltage> cellExtreme(
      List<PackReading> live, Comparator<Voltage> order, ToIntFunction<PackReading> number) {
    Extreme<Voltage> extreme = null;
    for (PackReading reading : live) {
      Voltage cell = reading.cells().cell(number.applyAsInt(reading));
      if (isBeyond(cell, reading.pack(), extreme, order)) {
        extreme = new Extreme<>(cell, reading.pack(), number.applyAsInt(reading));
      }
    }
    return Objects.requireNonNull(extreme);
  }

  /* Ties go to the first pack and sensor, whatever order the packs are configured in. */
  private static <T> boolean isBeyond(
      T value, PackId pack, @Nullable Extreme<T> extreme, Comparator<T> order) {
    if (extreme == null) {
      return true;
    }
    int further = order.compare(value, extreme.value());
    return further < 0 || (further == 0 && pack.compareTo(extreme.pack()) < 0);
  }

  private static List<PackReading> readings(List<PackView> views) {
    List<PackReading> readings = new ArrayList<>(views.size());
    for (PackView view : views) {
      PackReading reading = view.reading();
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }

  /* Loops, for all of it is worked out at every step. */
  static <T> List<T> those(List<T> all, Predicate<T> which) {
    List<T> those = new ArrayList<>(all.size());
    for (T each : all) {
      if (which.test(each)) {
        those.add(each);
      }
    }
    return those;
  }

  private static <T> long sum(List<T> of, ToLongFunction<T> value) {
    long sum = 0;
    for (T each : of) {
      sum += value.applyAsLong(each);
    }
    return sum;
  }

  private static int cycles(List<PackReading> heard) {
    int most = 0;
    for (PackReading reading : heard) {
      most = Math.max(most, reading.cycles());
    }
    return most;
  }

  private static Capacity capacity(long milliampereHours) {
    return Capacity.ofMilliampereHours(Math.toIntExact(milliampereHours));
  }
}
