package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.limit.Shortage;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;

/** What is told of limits that are cut for long, both ways. */
record Shortages(Shortage charge, Shortage discharge) {
  static final Shortages NONE = new Shortages(Shortage.NONE, Shortage.NONE);

  Step<Shortages> next(BankPhase phase, BankLimits limits, Current nominal, Moment now) {
    if (phase != BankPhase.RUNNING) {
      return Step.quietly(this);
    }
    Step<Shortage> in =
        charge.next(Direction.CHARGE, limits.ccl(), limits.cclReason(), nominal, now);
    Step<Shortage> out =
        discharge.next(Direction.DISCHARGE, limits.dcl(), limits.dclReason(), nominal, now);
    List<Event> events = new ArrayList<>(in.events());
    events.addAll(out.events());
    return new Step<>(new Shortages(in.state(), out.state()), events);
  }

  Figures figures() {
    return Figures.NONE.with("charge", charge.figures()).with("discharge", discharge.figures());
  }

  static Shortages restored(Figures figures) {
    return new Shortages(
        Shortage.restored(figures.group("charge")), Shortage.restored(figures.group("discharge")));
  }
}
