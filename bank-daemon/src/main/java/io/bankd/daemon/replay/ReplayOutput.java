package io.bankd.daemon.replay;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanFrame;
import io.bankd.daemon.config.BankConfig;
import io.bankd.history.Event;
import io.bankd.unit.Moment;

/** What a replay comes to, told in the order of its time. */
public interface ReplayOutput {
  /** A bank begins from what the tape says of it. */
  default void begins(BankConfig bank) {}

  /** A frame for the inverter. */
  default void frame(Moment at, String can, CanFrame frame) {}

  /** Something worth remembering happened. */
  default void event(String bank, Event event) {}

  /** A bank took a step. */
  default void step(String bank, BankSnapshot snapshot) {}
}
