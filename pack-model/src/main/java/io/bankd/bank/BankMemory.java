package io.bankd.bank;

import io.bankd.pack.PackId;
import io.bankd.share.SharingModel;
import io.bankd.unit.Moment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one step of the {@link BankController} leaves for the next; opaque to everybody else. */
public final class BankMemory {
  /** Of a bank that has not taken a step: for snapshots made by hand. */
  public static final BankMemory EMPTY = new BankMemory(null, List.of(), null, null, null);

  private final @Nullable Moment started;
  private final Map<PackId, PackMemory> packs;
  private final @Nullable LimiterMemory limiter;
  private final @Nullable Moment blindSince;
  private final @Nullable SharingModel sharing;

  BankMemory(
      @Nullable Moment started,
      List<PackStep> packs,
      @Nullable LimiterMemory limiter,
      @Nullable Moment blindSince,
      @Nullable SharingModel sharing) {
    this.started = started;
    this.packs = packs.stream().collect(Collectors.toMap(p -> p.view().pack(), PackStep::memory));
    this.limiter = limiter;
    this.blindSince = blindSince;
    this.sharing = sharing;
  }

  Moment started(Moment otherwise) {
    Moment known = started;
    return known == null ? otherwise : known;
  }

  PackMemory of(PackId pack) {
    return packs.getOrDefault(pack, PackMemory.NEW);
  }

  LimiterMemory limiter(LimiterMemory otherwise) {
    LimiterMemory known = limiter;
    return known == null ? otherwise : known;
  }

  SharingModel sharing(SharingModel otherwise) {
    SharingModel known = sharing;
    return known == null ? otherwise : known;
  }

  /** Since when no pack has been known, null while one is. */
  @Nullable Moment blindSince() {
    return blindSince;
  }
}
