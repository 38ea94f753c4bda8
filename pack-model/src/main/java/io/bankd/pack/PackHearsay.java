package io.bankd.pack;

import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Somebody answers at a pack's address, and whether it is this pack nobody knows: two may be set to
 * it, or one sits behind a bad wire. It may narrow what is believed of the pack, never loosen it at
 * once.
 *
 * @param at when somebody was last heard there, well or badly
 * @param reading the last sound measurements from there, null where there were none yet
 * @param status the last sound status from there, null where there was none yet
 */
public record PackHearsay(
    PackId pack, Moment at, @Nullable PackReading reading, @Nullable PackStatus status)
    implements PackReport {

  /** This and one answer more. */
  public PackHearsay with(PackReport said) {
    return new PackHearsay(
        pack,
        said.at(),
        said instanceof PackReading measured ? measured : reading,
        said instanceof PackStatus told ? told : status);
  }

  /** This and something damaged. */
  public PackHearsay heard(Moment again) {
    return new PackHearsay(pack, again, reading, status);
  }
}
