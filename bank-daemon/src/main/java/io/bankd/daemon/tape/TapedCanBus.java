package io.bankd.daemon.tape;

import io.bankd.can.CanBus;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.List;

/** A CAN bus whose frames are put on tape as they pass. */
public final class TapedCanBus implements CanBus {
  private final CanBus bus;
  private final Recording recording;
  private final int channel;

  public TapedCanBus(CanBus bus, Recording recording, int channel) {
    this.bus = bus;
    this.recording = recording;
    this.channel = channel;
  }

  /** A frame as the data of a record. */
  static byte[] data(CanFrame frame) {
    byte[] data = new byte[2 + frame.length()];
    data[0] = (byte) (frame.id() >> 8);
    data[1] = (byte) frame.id();
    System.arraycopy(frame.data(), 0, data, 2, frame.length());
    return data;
  }

  @Override
  public String name() {
    return bus.name();
  }

  @Override
  public boolean isInterface() {
    return bus.isInterface();
  }

  @Override
  public SendResult send(List<CanFrame> set, Spacing spacing) {
    SendResult result = bus.send(set, spacing);
    if (result.complete() && recording.isOn()) {
      set.forEach(frame -> recording.put(TapeKind.CAN_SENT, channel, data(frame)));
    }
    return result;
  }

  @Override
  public ReceiveResult receive(Duration timeout) {
    ReceiveResult result = bus.receive(timeout);
    if (result instanceof ReceiveResult.Heard heard && recording.isOn()) {
      recording.put(TapeKind.CAN_HEARD, channel, data(heard.frame()));
    }
    return result;
  }

  @Override
  public void close() {
    bus.close();
  }
}
