package io.bankd.bank;

import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rules.PackLife;
import io.bankd.sleep.SleepOutlook;
import io.bankd.soc.StateOfHealth;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Capacity;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pack as the bank sees it at one moment.
 *
 * @param age of the reading; null where the pack was never heard
 * @param reading the last one, however old: look at the phase before you use it
 * @param status the last one, however old
 * @param limits what this pack adds; zero unless it is online and has replied twice
 * @param warnings of the pack itself and of the rules run here
 * @param protections of the pack itself and of the rules run here
 * @param chargeBlocked whether either layer blocks charging
 * @param dischargeBlocked whether either layer blocks discharging
 * @param carrying whether it takes its part of the bank's current now, whichever way that flows
 * @param life where it stands with every rule
 * @param sleep what its silence means
 */
public record PackView(
    PackId pack,
    PackPhase phase,
    @Nullable Duration age,
    @Nullable PackReading reading,
    @Nullable PackStatus status,
    @Nullable PackIdentity identity,
    PackLimits limits,
    Set<PackCondition> warnings,
    Set<PackCondition> protections,
    boolean chargeBlocked,
    boolean dischargeBlocked,
    boolean carrying,
    PackLife life,
    SleepOutlook sleep) {

  public PackView {
    warnings = Conditions.copy(warnings);
    protections = Conditions.copy(protections);
  }

  /** Whether either layer blocks that direction. */
  public boolean blocked(Direction direction) {
    return direction == Direction.CHARGE ? chargeBlocked : dischargeBlocked;
  }

  /** Health: as the pack says, else from its cycles and the capacity learnt (1 where unheard). */
  public Ratio soh(PackSpec spec) {
    PackReading last = reading;
    Capacity learnt = life.soc().capacity();
    long ours = life.counters().equivalentCycleHundredths(spec.designCapacity()) / 100;
    long cycles = last == null ? ours : Math.max(last.cycles(), ours);
    Ratio told = last == null ? null : last.reportedSoh();
    return StateOfHealth.of(told, cycles, learnt, spec.designCapacity());
  }
}
