package io.bankd.daemon.tape;

import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.LineTap;
import io.bankd.rs485.PackQuestion;
import io.bankd.unit.Moment;

/** Puts on tape what passes over one bus, and when the master was through with a question. */
public final class BusTape implements BusListener, LineTap {
  private final Recording recording;
  private final int channel;

  public BusTape(Recording recording, int channel) {
    this.recording = recording;
    this.channel = channel;
  }

  @Override
  public void sent(byte[] characters, Moment at) {
    recording.put(TapeKind.SENT, channel, at, characters);
  }

  @Override
  public void heard(byte[] characters, Moment at) {
    recording.put(TapeKind.HEARD, channel, at, characters);
  }

  /** How a question ended can be read off the characters; when it did cannot. */
  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    if (!(outcome instanceof Exchange.PortGone)) {
      boolean silent = outcome instanceof Exchange.Silent;
      recording.put(silent ? TapeKind.SILENT : TapeKind.ENDED, channel, "");
    }
  }

  @Override
  public void portOpened(BusEndpoint endpoint) {
    recording.put(TapeKind.OPENED, channel, "");
  }

  @Override
  public void portLost(BusEndpoint endpoint, String why) {
    recording.put(TapeKind.GONE, channel, why);
  }
}
