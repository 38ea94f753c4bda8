package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.frame.AsciiFrame;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What masters have written into simulated packs: kept for whoever asks on whichever connection,
 * told back, and of no further effect.
 */
final class SimulatedSettings {
  private record Table(PackAddress address, String subject) {}

  private final Map<Table, Map<String, Object>> written = new HashMap<>();
  private final Map<PackAddress, Integer> controls = new HashMap<>();

  /** What was written last; null where nothing was. */
  synchronized @Nullable Map<String, Object> of(PackAddress address, String subject) {
    return written.get(new Table(address, subject));
  }

  /** The control byte of a pack: 0 until something was switched. */
  synchronized int control(PackAddress address) {
    return controls.getOrDefault(address, 0);
  }

  synchronized AsciiFrame obey(PackDialect dialect, PackOrder order) {
    written.put(new Table(order.address(), order.subject()), order.values());
    int control = dialect.control(order, controls.getOrDefault(order.address(), 0));
    controls.put(order.address(), control);
    return dialect.obey(order, control);
  }
}
