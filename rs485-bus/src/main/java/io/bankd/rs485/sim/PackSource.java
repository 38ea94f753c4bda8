package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The packs that are simulated on a bus, as they are at the moment they are asked; null from a pack
 * that is silent. Asked on an event loop, so it must return quickly.
 */
public interface PackSource {
  @Nullable PackReading reading(PackAddress address);

  @Nullable PackStatus status(PackAddress address);

  @Nullable PackIdentity identity(PackAddress address);

  /**
   * A table of parameters by the dialect's name for it; null where the pack has its factory's
   * values. Asked only of a pack that is not silent.
   */
  default @Nullable Map<String, Object> parameters(PackAddress address, String subject) {
    return null;
  }

  /** What arrives of a pack's answer, in a line's characters: usually the answer itself. */
  default byte[] onTheLine(PackAddress address, byte[] answer) {
    return answer;
  }
}
