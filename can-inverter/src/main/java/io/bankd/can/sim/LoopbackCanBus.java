package io.bankd.can.sim;

import io.bankd.can.CanBus;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A CAN bus in memory: what one node sends, all the others and every tap hear. Any thread may use
 * any node.
 */
public final class LoopbackCanBus implements CanBus {
  /** What a node keeps unread; the oldest is lost beyond it, as in a socket's buffer. */
  static final int INBOX = 1024;

  /** What the nodes have in common. */
  private record Wire(String name, List<LoopbackCanBus> nodes, List<Consumer<CanFrame>> taps) {}

  private final Wire wire;
  private final LinkedBlockingDeque<Optional<CanFrame>> inbox = new LinkedBlockingDeque<>(INBOX);
  private volatile @Nullable SendResult trouble;
  private volatile boolean closed;

  /** The first node of a new wire. */
  public LoopbackCanBus(String name) {
    this(new Wire(name, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>()));
  }

  private LoopbackCanBus(Wire wire) {
    this.wire = wire;
    wire.nodes.add(this);
  }

  /** Another node on the same wire. */
  public LoopbackCanBus join() {
    return new LoopbackCanBus(wire);
  }

  /** Shows every frame of any node to the listener, on the sender's thread. */
  public void tap(Consumer<CanFrame> listener) {
    wire.taps.add(listener);
  }

  /** From now on this node's sets meet that fate and nobody hears them; null mends it. */
  public void breakWith(@Nullable SendResult trouble) {
    this.trouble = trouble;
  }

  @Override
  public String name() {
    return wire.name;
  }

  @Override
  public boolean isInterface() {
    return false;
  }

  @Override
  public SendResult send(List<CanFrame> set, Spacing spacing) {
    SendResult broken = closed ? new SendResult.Down(wire.name + " is closed") : trouble;
    if (broken != null) {
      return broken;
    }
    for (int i = 0; i < set.size(); i++) {
      if (i > 0) {
        spacing.pause();
      }
      deliver(set.get(i));
    }
    return new SendResult.Sent();
  }

  private void deliver(CanFrame frame) {
    wire.taps.forEach(tap -> tap.accept(frame));
    for (LoopbackCanBus node : wire.nodes) {
      if (node != this) {
        node.put(Optional.of(frame));
      }
    }
  }

  private void put(Optional<CanFrame> frame) {
    while (!inbox.offer(frame)) {
      inbox.poll();
    }
  }

  @Override
  public ReceiveResult receive(Duration timeout) {
    if (closed) {
      return new ReceiveResult.Closed();
    }
    try {
      Optional<CanFrame> frame = inbox.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (closed) {
        return new ReceiveResult.Closed();
      }
      return frame == null
          ? new ReceiveResult.Silence()
          : frame.<ReceiveResult>map(ReceiveResult.Heard::new).orElse(new ReceiveResult.Silence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ReceiveResult.Silence();
    }
  }

  /** Takes this node off the wire; an empty entry in the inbox wakes its reader. */
  @Override
  public void close() {
    closed = true;
    wire.nodes.remove(this);
    put(Optional.empty());
  }
}
