package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.Map;

/**
 * What a request wants changed in a pack: heard by simulated packs, and sent by a {@link
 * PackWriter}. A master has no way to send one.
 *
 * @param subject the dialect's name for what is to be changed
 * @param values by names that end with their unit; empty for a switch
 */
public record PackOrder(PackAddress address, String subject, Map<String, Object> values) {
  public PackOrder {
    values = Map.copyOf(values);
  }
}
