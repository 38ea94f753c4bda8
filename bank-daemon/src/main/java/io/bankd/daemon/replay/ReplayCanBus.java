package io.bankd.daemon.replay;

import io.bankd.can.CanBus;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A CAN bus that takes every frame at once and on which nobody speaks. */
record ReplayCanBus(String name, Consumer<CanFrame> sink) implements CanBus {
  @Override
  public SendResult send(List<CanFrame> set, Spacing spacing) {
    set.forEach(sink);
    return new SendResult.Sent();
  }

  @Override
  public ReceiveResult receive(Duration timeout) {
    return new ReceiveResult.Silence();
  }

  @Override
  public void close() {}
}
