package io.bankd.campaign;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The real controller, which hears nothing but what the packs' own sensors say when polled. */
final class Ours implements Rule {
  private final List<PackId> ids = new ArrayList<>();
  private final Duration lag;
  private final BankController controller;
  private BankReadings readings = BankReadings.none();
  private BankSnapshot bank;

  Ours(int packs, Duration lag) {
    this(packs, lag, policy -> policy);
  }

  Ours(int packs, Duration lag, UnaryOperator<BankPolicy> setting) {
    this.lag = lag;
    for (int pack = 0; pack < packs; pack++) {
      ids.add(PackId.of(pack + 2 < 16 ? pack + 2 : 0));
    }
    controller = new BankController(setting.apply(BankPolicy.of(PackSpec.AM5000, ids)));
    bank = controller.start(Moment.ofMillis(0));
  }

  BankSnapshot bank() {
    return bank;
  }

  @Override
  public void heard(Bank truth, int pack, boolean status, long millis) {
    Moment at = Moment.ofMillis(millis);
    PackReport report = status ? status(truth, pack, at) : reading(truth, pack, at);
    readings = readings.with(report);
  }

  @Override
  public void step(Bank truth, long millis) {
    bank = controller.step(bank, readings, Moment.ofMillis(millis), lag);
  }

  private PackStatus status(Bank truth, int pack, Moment at) {
    boolean on = !truth.open[pack];
    return new PackStatus(ids.get(pack), at, Set.of(), Set.of(), Set.of(), on, on, false, 0);
  }

  private PackReading reading(Bank truth, int pack, Moment at) {
    int[] cells = new int[Bank.CELLS];
    Arrays.fill(cells, (int) Math.round(1000 * truth.cell(pack, 0)));
    cells[4] = (int) Math.round(1000 * truth.cell(pack, Bank.LOWEST));
    cells[11] = (int) Math.round(1000 * truth.cell(pack, Bank.HIGHEST));
    Temperature warm = Temperature.ofDecidegrees((int) Math.round(10 * truth.celsius[pack]));
    double shown = truth.amperes[pack] * truth.gain[pack] + truth.offset[pack];
    double full = truth.fullAmpereHours[pack];
    double held = full * Math.max(0, Math.min(1, truth.soc(pack)));
    return new PackReading(
        ids.get(pack),
        at,
        CellVoltages.ofMillivolts(cells),
        List.of(warm, warm, warm, warm),
        null,
        warm,
        Voltage.ofMillivolts(Arrays.stream(cells).sum()),
        Current.ofMilliamperes(10 * (int) Math.round(100 * shown)),
        Capacity.ofMilliampereHours((int) (1000 * held)),
        Capacity.ofMilliampereHours((int) (1000 * full)),
        Capacity.ofAmpereHours(100),
        100,
        null,
        null);
  }

  @Override
  public double ccl() {
    return bank.limits().ccl().milliamperes() / 1000.0;
  }

  @Override
  public double dcl() {
    return bank.limits().dcl().milliamperes() / 1000.0;
  }

  @Override
  public double cvl() {
    return bank.limits().cvl().millivolts() / 1000.0;
  }
}
