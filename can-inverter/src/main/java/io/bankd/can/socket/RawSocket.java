package io.bankd.can.socket;

import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/** A socket bound to a CAN interface; one thread may write while another reads. */
final class RawSocket implements Closeable {
  private final RawCanChannel channel;
  private final NetworkDevice device;
  private final ByteBuffer heard = RawCanChannel.allocateSufficientMemory();
  private Duration patience = Duration.ZERO;

  private RawSocket(RawCanChannel channel, NetworkDevice device) {
    this.channel = channel;
    this.device = device;
  }

  /**
   * Opens a socket.
   *
   * @param name of the interface
   * @throws LinkageError where the native library does not load; JavaCAN throws unchecked
   *     exceptions for that too
   */
  static RawSocket open(String name) throws SocketTrouble {
    try {
      NetworkDevice device = NetworkDevice.lookup(name);
      RawCanChannel channel = CanChannels.newRawChannel();
      try {
        channel.setOption(CanSocketOptions.ERR_FILTER, ErrorFrame.WANTED);
        // A full socket buffer must not hold the sender; a full queue of the interface never does.
        channel.setOption(CanSocketOptions.SO_SNDTIMEO, Duration.ofMillis(1));
        channel.bind(device);
        return new RawSocket(channel, device);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  void write(CanFrame frame) throws SocketTrouble {
    var wire = tel.schich.javacan.CanFrame.create(frame.id(), (byte) 0, frame.data());
    try {
      try {
        channel.write(wire);
      } catch (LinuxNativeOperationException e) {
        if (e.getErrorNumber() != Errno.ENETDOWN) {
          throw e;
        }
        // The socket remembers one ENETDOWN even when its interface has long been up again.
        channel.write(wire);
      }
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** Waits for a frame; used by the one reader only, as is its buffer. */
  ReceiveResult read(Duration atMost) throws SocketTrouble {
    try {
      patience(atMost);
      heard.clear();
      return heard(channel.read(heard));
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  private static ReceiveResult heard(tel.schich.javacan.CanFrame frame) {
    byte[] data = new byte[frame.getDataLength()];
    frame.getData(data, 0, data.length);
    if (frame.isError()) {
      return new ReceiveResult.BusTrouble(ErrorFrame.words(frame.getError(), data));
    }
    if (frame.isExtended() || frame.isRemoteTransmissionRequest() || frame.isFDFrame()) {
      return new ReceiveResult.Silence();
    }
    return new ReceiveResult.Heard(CanFrame.of(frame.getId(), data));
  }

  private void patience(Duration wanted) throws IOException {
    // Zero would mean for ever.
    Duration atLeast = wanted.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wanted;
    if (!patience.equals(atLeast)) {
      channel.setOption(CanSocketOptions.SO_RCVTIMEO, atLeast);
      patience = atLeast;
    }
  }

  /** Whether the name still belongs to the interface the socket is bound to. */
  boolean isCurrent() {
    try {
      return NetworkDevice.lookup(device.getName()).equals(device);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static SocketTrouble trouble(IOException e) {
    int errno = e instanceof LinuxNativeOperationException failed ? failed.getErrorNumber() : 0;
    return new SocketTrouble(errno, String.valueOf(e.getMessage()));
  }
}
