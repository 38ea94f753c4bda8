package io.bankd.can;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bank states by chance, as often at an edge as anywhere else. */
public final class AnyBank {
  private static final int[] EDGES = {
    Integer.MIN_VALUE,
    -3_276_801,
    -1,
    0,
    49,
    50,
    99,
    3_276_700,
    3_276_701,
    6_553_599,
    Integer.MAX_VALUE
  };
  private static final PackCondition[] CONDITIONS = PackCondition.values();

  private AnyBank() {}

  /** Anything the types can hold, sense or nonsense. */
  public static InverterMessage atAll(Random random) {
    return state(random)
        .temperature(perhaps(random, Temperature.ofDecidegrees(any(random))))
        .tmin(perhaps(random, Temperature.ofDecidegrees(any(random))))
        .tmax(perhaps(random, Temperature.ofDecidegrees(any(random))))
        .vmin(perhaps(random, Voltage.ofMillivolts(any(random))))
        .vmax(perhaps(random, Voltage.ofMillivolts(any(random))))
        .vminAt(perhaps(random, new Position(any(random), any(random))))
        .online(any(random))
        .blockCharge(any(random))
        .offline(any(random))
        .build();
  }

  /** Any limits and measurements, with cells, temperatures and packs that could be. */
  public static InverterMessage possible(Random random) {
    return state(random)
        .temperature(perhaps(random, degrees(random)))
        .tmin(perhaps(random, degrees(random)))
        .tmax(perhaps(random, degrees(random)))
        .vmin(perhaps(random, cell(random)))
        .vmax(perhaps(random, cell(random)))
        .vminAt(perhaps(random, place(random)))
        .vmaxAt(perhaps(random, place(random)))
        .tminAt(perhaps(random, place(random)))
        .tmaxAt(perhaps(random, place(random)))
        .online(random.nextInt(256))
        .blockCharge(random.nextInt(256))
        .blockDischarge(random.nextInt(256))
        .offline(random.nextInt(256))
        .build();
  }

  private static InverterMessageBuilder state(Random random) {
    return InverterMessage.builder()
        .cvl(Voltage.ofMillivolts(any(random)))
        .dvl(Voltage.ofMillivolts(any(random)))
        .ccl(Current.ofMilliamperes(any(random)))
        .dcl(Current.ofMilliamperes(any(random)))
        .soc(Ratio.ofBasisPoints(random.nextInt(10_001)))
        .soh(Ratio.ofBasisPoints(random.nextInt(10_001)))
        .voltage(Voltage.ofMillivolts(any(random)))
        .current(Current.ofMilliamperes(any(random)))
        .installedCapacity(Capacity.ofMilliampereHours(any(random)))
        .remainingCapacity(Capacity.ofMilliampereHours(any(random)))
        .cycles(any(random))
        .chargedWh(perhaps(random, random.nextLong()))
        .dischargedWh(perhaps(random, random.nextLong()))
        .chargeEnabled(random.nextBoolean())
        .dischargeEnabled(random.nextBoolean())
        .forceCharge1(random.nextBoolean())
        .forceCharge2(random.nextBoolean())
        .fullChargeRequest(random.nextBoolean())
        .alarms(conditions(random))
        .warnings(conditions(random));
  }

  private static int any(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> random.nextInt();
      default -> random.nextInt(100_000);
    };
  }

  private static Temperature degrees(Random random) {
    return Temperature.ofDecidegrees(random.nextInt(1651) - 400);
  }

  private static Voltage cell(Random random) {
    return Voltage.ofMillivolts(random.nextInt(5001));
  }

  private static Position place(Random random) {
    return new Position(random.nextInt(16), random.nextInt(32));
  }

  private static <T> @Nullable T perhaps(Random random, T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private static Set<PackCondition> conditions(Random random) {
    EnumSet<PackCondition> set = EnumSet.noneOf(PackCondition.class);
    for (int i = random.nextInt(4); i > 0; i--) {
      set.add(CONDITIONS[random.nextInt(CONDITIONS.length)]);
    }
    return set;
  }
}
