package io.bankd.daemon.replay;

import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says when and why the limits of one bank moved. */
final class Explanation {
  private static final int LEAST_MILLIVOLTS = 50;

  /** So long without a step, and the bank lets its limits rise from zero again. */
  private static final Duration STANDSTILL = Duration.ofSeconds(3);

  private final Moment begin;
  private final Consumer<String> out;
  private final LimitTrack ccl;
  private final LimitTrack dcl;
  private final LimitTrack cvl;
  private @Nullable BankPhase phase;
  private @Nullable Moment before;

  /**
   * An explanation of a bank.
   *
   * @param name in front of each line; empty where there is one bank only
   * @param least the smallest movement of a current to tell, in percent of the bank's nominal one
   * @param begin of the tape
   */
  Explanation(String name, BankPolicy policy, double least, Moment begin, Consumer<String> out) {
    this.begin = begin;
    this.out = line -> out.accept(name.isEmpty() ? line : name + "  " + line);
    int amount = (int) (policy.nominalCurrent().milliamperes() * least / 100);
    this.ccl = new LimitTrack(amount, Explanation::amperes, m -> say("CCL", m));
    this.dcl = new LimitTrack(amount, Explanation::amperes, m -> say("DCL", m));
    this.cvl =
        new LimitTrack(
            LEAST_MILLIVOLTS, mv -> Voltage.ofMillivolts(mv).toString(), m -> say("CVL", m));
  }

  void take(BankSnapshot snapshot) {
    BankLimits limits = snapshot.limits();
    standstill(snapshot.at());
    if (snapshot.phase() != phase) {
      phase = snapshot.phase();
      String words = snapshot.phase().name().toLowerCase(Locale.ROOT);
      out.accept(time(snapshot.at()) + "  the bank is " + words);
    }
    ccl.take(snapshot.at(), limits.ccl().milliamperes(), limits.cclReason());
    dcl.take(snapshot.at(), limits.dcl().milliamperes(), limits.dclReason());
    cvl.take(snapshot.at(), limits.cvl().millivolts(), limits.cvlReason());
  }

  private void standstill(Moment now) {
    Moment last = before;
    before = now;
    if (last != null && now.since(last).compareTo(STANDSTILL) > 0) {
      out.accept(
          time(last)
              + "…"
              + time(now)
              + "  nothing was decided: the daemon stood still, or the tape has a gap. Limits rise from"
              + " zero again");
    }
  }

  void close() {
    ccl.close();
    dcl.close();
    cvl.close();
  }

  private void say(String limit, LimitTrack.Movement moved) {
    String when = time(moved.start());
    String until = moved.end().equals(moved.start()) ? "" : "…" + time(moved.end());
    String from = moved.from().isEmpty() ? "" : moved.from() + " → ";
    out.accept(when + until + "  " + limit + " " + from + moved.to() + ": " + why(moved.reason()));
  }

  /** The sentence, the pack and the cell in front where it does not name them, the rule behind. */
  private static String why(LimitReason reason) {
    PackId pack = reason.pack();
    boolean named = pack == null || reason.text().contains("pack " + pack);
    String cell = reason.cell() > 0 ? " cell " + reason.cell() : "";
    String front = named ? "" : "pack " + pack + cell + ": ";
    return front + reason.text() + " [" + reason.rule() + "]";
  }

  private static String amperes(int milliamperes) {
    return Current.ofMilliamperes(milliamperes).toString();
  }

  private String time(Moment at) {
    return "+" + TapeTime.words(at.since(begin));
  }
}
