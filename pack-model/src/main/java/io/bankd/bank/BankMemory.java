package io.bankd.bank;

import io.bankd.history.Figures;
import io.bankd.obey.Obedience;
import io.bankd.pack.PackId;
import io.bankd.share.SharingEstimator;
import io.bankd.share.SharingModel;
import io.bankd.sleep.QuietState;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one step of the {@link BankController} leaves for the next; opaque to everybody else. */
public final class BankMemory {
  /* The one figure of a pack that is not its life's: how many cell sensors it is known to have. */
  static final String SENSORS = "sensors";

  /** Of a bank that has not taken a step: for snapshots made by hand. */
  public static final BankMemory EMPTY =
      new BankMemory(
          null,
          Map.of(),
          null,
          null,
          null,
          QuietState.BUSY,
          null,
          SocAgreement.NEW,
          null,
          Shortages.NONE,
          Serials.NONE,
          BankEnergy.NONE);

  private final @Nullable Moment started;
  private final Map<PackId, PackMemory> packs;
  private final @Nullable LimiterMemory limiter;
  private final @Nullable Moment blindSince;
  private final @Nullable SharingModel sharing;
  private final QuietState quiet;
  private final @Nullable BankSoc soc;
  private final SocAgreement agreement;
  private final @Nullable Obedience obedience;
  private final Shortages shortages;
  private final Serials serials;
  private final BankEnergy former;

  BankMemory(
      @Nullable Moment started,
      Map<PackId, PackMemory> packs,
      @Nullable LimiterMemory limiter,
      @Nullable Moment blindSince,
      @Nullable SharingModel sharing,
      QuietState quiet,
      @Nullable BankSoc soc,
      SocAgreement agreement,
      @Nullable Obedience obedience,
      Shortages shortages,
      Serials serials,
      BankEnergy former) {
    this.started = started;
    this.packs = Map.copyOf(packs);
    this.limiter = limiter;
    this.blindSince = blindSince;
    this.sharing = sharing;
    this.quiet = quiet;
    this.soc = soc;
    this.agreement = agreement;
    this.obedience = obedience;
    this.shortages = shortages;
    this.serials = serials;
    this.former = former;
  }

  Moment started(Moment otherwise) {
    Moment known = started;
    return known == null ? otherwise : known;
  }

  PackMemory of(PackId pack) {
    return packs.getOrDefault(pack, PackMemory.NEW);
  }

  /** With another memory of one pack; what an exchanged one has counted stays the bank's. */
  BankMemory with(PackId pack, PackMemory memory) {
    Map<PackId, PackMemory> more = new HashMap<>(packs);
    more.put(pack, memory);
    return new BankMemory(
        started,
        more,
        limiter,
        blindSince,
        sharing,
        quiet,
        soc,
        agreement,
        obedience,
        shortages,
        serials,
        former.plus(BankEnergy.of(packs.values())).beyond(BankEnergy.of(more.values())));
  }

  LimiterMemory limiter(LimiterMemory otherwise) {
    LimiterMemory known = limiter;
    return known == null ? otherwise : known;
  }

  SharingModel sharing(SharingModel otherwise) {
    SharingModel known = sharing;
    return known == null ? otherwise : known;
  }

  Optional<Current> predicted(PackId pack, Current bank) {
    SharingModel known = sharing;
    return known == null ? Optional.empty() : known.predicted(pack, bank);
  }

  Obedience obedience(Obedience otherwise) {
    Obedience known = obedience;
    return known == null ? otherwise : known;
  }

  /**
   * As figures that survive a restart, a group for each part that has something to remember; the
   * packs' own lives are kept apart.
   */
  Figures figures() {
    LimiterMemory limits = limiter;
    BankSoc told = soc;
    Figures figures =
        Figures.NONE
            .with("soc-agreement", agreement.figures())
            .with("shortage", shortages.figures())
            .with("serials", serials.figures());
    figures = limits == null ? figures : figures.with("limits", limits.figures());
    figures = told == null ? figures : figures.with("soc", told.figures());
    SharingModel shares = sharing;
    figures = shares == null ? figures : figures.with("share", shares.figures());
    Obedience obeyed = obedience;
    figures = obeyed == null ? figures : figures.with("obedience", obeyed.figures());
    BankEnergy through = energy();
    return through == null ? figures : figures.with("energy", through.figures());
  }

  /** What was kept by {@link #figures}; a part that nothing or nonsense was kept of begins anew. */
  static BankMemory restored(
      Map<PackId, PackMemory> packs,
      Figures figures,
      BankPolicy policy,
      SharingEstimator estimator,
      Moment now) {
    LimiterMemory limits = LimiterMemory.restored(figures.group("limits"), policy, now);
    BankSoc soc = BankSoc.restored(figures.group("soc"), now);
    SocAgreement agreement = SocAgreement.restored(figures.group("soc-agreement"));
    Obedience obedience =
        Obedience.restored(figures.group("obedience"), Obeying.nameplate(policy), now);
    SharingModel shares = estimator.restored(figures.group("share"), policy.packs(), now);
    BankEnergy former =
        BankEnergy.restored(figures.group("energy")).beyond(BankEnergy.of(packs.values()));
    return new BankMemory(
        null,
        packs,
        limits,
        null,
        shares,
        QuietState.BUSY,
        soc,
        agreement,
        obedience,
        Shortages.restored(figures.group("shortage")),
        Serials.restored(figures.group("serials"), policy.packs()),
        former);
  }

  /** The energy of the bank's life; null until a pack has been heard in it. */
  @Nullable BankEnergy energy() {
    BankEnergy through = former.plus(BankEnergy.of(packs.values()));
    boolean known = packs.values().stream().anyMatch(pack -> pack.life().counters().isKnown());
    return known || !former.equals(BankEnergy.NONE) ? through : null;
  }

  /** That of packs that are no longer here: taken out of the configuration, or exchanged. */
  BankEnergy former() {
    return former;
  }

  /** Whether the packs are asked. */
  QuietState quiet() {
    return quiet;
  }

  /** What was told of the state of charge, null before anything was. */
  @Nullable BankSoc soc() {
    return soc;
  }

  /** Whether packs at rest agree on how full they are. */
  SocAgreement agreement() {
    return agreement;
  }

  /** What was told of limits that are cut for long. */
  Shortages shortages() {
    return shortages;
  }

  /** Which pack is at which address. */
  Serials serials() {
    return serials;
  }

  /** Since when no pack has been known, null while one is. */
  @Nullable Moment blindSince() {
    return blindSince;
  }
}
