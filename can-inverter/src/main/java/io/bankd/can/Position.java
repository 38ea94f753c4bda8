package io.bankd.can;

/**
 * Where in the bank a lowest or highest value was found.
 *
 * @param pack the pack's address, 0…15
 * @param index the cell or sensor in that pack, from 1
 */
public record Position(int pack, int index) {
  /** Four digits, pack before index, as Victron's 0x374…0x377 show them: “0204”. */
  @Override
  public String toString() {
    return "%02d%02d".formatted(pack, index);
  }
}
