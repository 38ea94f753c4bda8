package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of packs that let current through one way only and are seen to carry nothing. */
final class Resting {
  private Resting() {}

  /**
   * The packs that have left, with what is seen of the idle ones; unchanged where all of those are
   * connected.
   *
   * @param idle with the ways in which current could flow through each
   */
  static Map<PackId, PackShare> among(
      SharingModel model, Map<PackId, Set<Direction>> idle, Moment now) {
    Sharing sharing = model.sharing();
    List<PackId> packs =
        idle.keySet().stream().filter(p -> !model.connected().containsKey(p)).toList();
    if (packs.isEmpty()) {
      return model.left();
    }
    Map<PackId, PackShare> others = new HashMap<>(model.left());
    boolean alone = model.connected().isEmpty();
    Moment known = model.at();
    if (alone && known != null) {
      double seconds = Math.max(0, SharingModel.seconds(now.since(known)));
      others.replaceAll((pack, share) -> sharing.unseen(share, seconds));
    }
    double[] here = {model.round().bank(), model.round().slow(), 1, 0};
    PackShare stranger =
        alone ? sharing.unknown(packs.size()) : sharing.newcomer(model.connected().size());
    for (PackId pack : packs) {
      PackShare share = others.getOrDefault(pack, stranger);
      others.put(pack, resting(sharing, share, here, idle.getOrDefault(pack, Set.of())));
    }
    return others;
  }

  private static PackShare resting(
      Sharing sharing, PackShare share, double[] here, Set<Direction> ways) {
    double nothing = sharing.restingOffset();
    return ways.size() == 1
        ? share.shut(here, ways.contains(Direction.CHARGE) ? 1 : -1, nothing)
        : share.resting(here, nothing);
  }
}
