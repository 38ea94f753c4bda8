package io.bankd.spec;

import static io.bankd.spec.Order.above;
import static io.bankd.spec.Order.below;

import java.util.List;

/** Which figure must stay on the good side of which, the leading ones first; gaps in the unit. */
final class Orders {
  private Orders() {}

  static final List<Order> ALL =
      List.of(
          below("pack.continuous-charge", 0, "pack-2.peak"),
          below("pack.continuous-discharge", 0, "pack-2.peak"),
          below("wak-2.least-milliohms", 0, "wak-2.most-milliohms"),
          below("prot-1.alarm", 10, "prot-1.protection"),
          below("prot-1.release", 10, "prot-1.protection"),
          above("prot-2.alarm", 10, "prot-2.protection"),
          above("prot-2.release", 10, "prot-2.protection"),
          below("prot-3.alarm", 100, "prot-3.protection"),
          below("prot-3.release", 100, "prot-3.protection"),
          above("prot-4.alarm", 100, "prot-4.protection"),
          above("prot-4.release", 100, "prot-4.protection"),
          below("prot-7.protection", 1000, "prot-8.protection"),
          below("prot-8.release", 1000, "prot-8.protection"),
          below("prot-6.protection", 1000, "prot-7.protection"),
          below("prot-6.alarm", 1000, "prot-6.protection"),
          below("prot-5.alarm", 1000, "prot-5.protection"),
          above("prot-9.alarm", 5, "prot-9.protection"),
          above("prot-9.release", 5, "prot-9.protection"),
          below("prot-10.alarm", 5, "prot-10.protection"),
          below("prot-10.release", 5, "prot-10.protection"),
          above("prot-11.alarm", 5, "prot-11.protection"),
          above("prot-11.release", 5, "prot-11.protection"),
          below("prot-12.alarm", 5, "prot-12.protection"),
          below("prot-12.release", 5, "prot-12.protection"),
          above("prot-13.alarm", 5, "prot-13.protection"),
          above("prot-13.release", 5, "prot-13.protection"),
          below("prot-14.alarm", 5, "prot-14.protection"),
          below("prot-14.release", 5, "prot-14.protection"),
          // The pack is done, and its limits are zero, before it must be protected.
          below("pack.end-of-charge-cell", 0, "prot-1.protection"),
          above("pack.end-of-discharge-cell", 0, "prot-2.protection"),
          below("pack.max-voltage", 0, "prot-3.protection"),
          above("pack.min-voltage", 0, "prot-4.protection"),
          below("pack.continuous-charge", 1000, "prot-5.alarm"),
          below("pack.continuous-discharge", 1000, "prot-6.alarm"),
          below("der-1.zero", 50, "prot-3.protection"),
          below("der-1.from", 50, "der-1.zero"),
          above("der-2.zero", 50, "prot-4.protection"),
          above("der-2.from", 50, "der-2.zero"),
          below("der-3.zero", 5, "prot-1.protection"),
          below("der-3.knee", 5, "der-3.zero"),
          below("der-3.from", 5, "der-3.knee"),
          above("der-4.zero", 5, "prot-2.protection"),
          above("der-4.knee", 5, "der-4.zero"),
          above("der-4.from", 5, "der-4.knee"),
          below("der-5.zero", 0, "prot-10.protection"),
          below("der-5.zero", 0, "prot-12.protection"),
          below("der-5.from", 5, "der-5.zero"),
          above("der-6.zero", 0, "prot-11.protection"),
          above("der-6.from", 5, "der-6.zero"),
          above("der-6.charge-zero", 0, "prot-9.protection"),
          above("der-6.charge-from", 5, "der-6.charge-zero"));
}
