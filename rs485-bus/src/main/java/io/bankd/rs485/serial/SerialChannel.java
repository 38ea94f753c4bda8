package io.bankd.rs485.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A serial port, 8N1 without flow control, as a channel on any kind of event loop: connect it to a
 * {@link SerialAddress}.
 *
 * <p>Opening, reading and closing can all block, so one thread per channel does the three; the
 * event loop only writes, and only what the kernel takes at once. The channel closes itself when
 * the port goes away; the port is free again when {@link #closeFuture()} is done. Modem lines are
 * not looked at: a pseudo-terminal has none.
 */
public final class SerialChannel extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  /** How often the reader comes up to see whether it is still wanted. */
  private static final int READ_TIMEOUT_MS = 200;

  /** More than this left unsent means that nobody takes it: a write might then block. */
  private static final int UNSENT_LIMIT = 2048;

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private final ThreadFactory threads;
  private final Semaphore readsWanted = new Semaphore(0);
  private @Nullable SerialAddress address;
  private @Nullable Line line;
  private volatile boolean open = true;
  private volatile boolean active;

  /** A channel whose thread comes from this factory when it connects. */
  public SerialChannel(ThreadFactory threads) {
    super(null);
    this.threads = threads;
  }

  /** The port and the one thread that may block on it. */
  private final class Line implements Runnable {
    private final SerialAddress to;
    private final ChannelPromise connected;
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean wanted = true;
    private volatile @Nullable SerialPort port;

    Line(SerialAddress to, ChannelPromise connected) {
      this.to = to;
      this.connected = connected;
    }

    @Override
    public void run() {
      try {
        SerialPort opened = openPort(to);
        port = opened;
        eventLoop().execute(this::connected);
        readAll(opened, device(to));
        eventLoop().execute(() -> unsafe().close(voidPromise()));
      } catch (InterruptedException | RejectedExecutionException e) {
        // Nobody is left to tell: the channel was closed, or its loop is gone.
      } catch (Throwable e) {
        tell(e);
      } finally {
        SerialPort opened = port;
        if (opened != null) {
          opened.closePort();
        }
        ended.complete(null);
      }
    }

    /** On the event loop. */
    private void connected() {
      if (!wanted) {
        connected.tryFailure(new ClosedChannelException());
        return;
      }
      active = true;
      connected.trySuccess();
      pipeline().fireChannelActive();
    }

    private void tell(Throwable why) {
      try {
        eventLoop()
            .execute(
                () -> {
                  if (!connected.tryFailure(why) && open) {
                    pipeline().fireExceptionCaught(why);
                  }
                  unsafe().close(voidPromise());
                });
      } catch (RejectedExecutionException e) {
        // The loop has ended, and everything on it.
      }
    }

    private void readAll(SerialPort opened, Path device) throws InterruptedException, IOException {
      byte[] buffer = new byte[512];
      while (wanted) {
        readsWanted.acquire();
        int count = 0;
        while (wanted && count == 0) {
          count = opened.readBytes(buffer, buffer.length);
          // isOpen() stays true on an unplugged port; -1 or the missing device tells.
          if (count < 0 || count == 0 && !Files.exists(device)) {
            throw new IOException(to.path() + " is gone");
          }
        }
        if (count > 0) {
          ByteBuf read = alloc().buffer(count).writeBytes(buffer, 0, count);
          eventLoop().execute(() -> deliver(read));
        }
      }
    }

    void end() {
      wanted = false;
      // Lets the reader through if it waits to be asked; a read comes up by itself.
      readsWanted.release();
    }

    void write(byte[] bytes) throws IOException {
      SerialPort opened = port;
      if (opened == null) {
        throw new ClosedChannelException();
      }
      if (opened.bytesAwaitingWrite() > UNSENT_LIMIT) {
        throw new IOException(to.path() + " does not take characters");
      }
      if (opened.writeBytes(bytes, bytes.length) != bytes.length) {
        throw new IOException(to.path() + " is gone");
      }
    }
  }

  private void deliver(ByteBuf read) {
    if (!active) {
      read.release();
      return;
    }
    pipeline().fireChannelRead(read);
    pipeline().fireChannelReadComplete();
  }

  /** What the path points to now, since a link may point elsewhere when the port is back. */
  private static Path device(SerialAddress to) throws IOException {
    try {
      return Path.of(to.path()).toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException(to.path() + " is gone", e);
    }
  }

  /** Opens a port, or says in words why that cannot be done. */
  private static SerialPort openPort(SerialAddress to) throws IOException {
    Path path = Path.of(to.path());
    if (!Files.exists(path)) {
      throw new ConnectException(path + ": no such file, is the adaptor plugged in?");
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new ConnectException(path + ": no permission, add the user to the group dialout");
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path.toRealPath().toString());
    } catch (SerialPortInvalidPortException e) {
      throw new ConnectException(path + ": not a serial port");
    }
    port.setComPortParameters(to.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
    if (!port.openPort()) {
      throw new ConnectException(
          path + ": " + words(port.getLastErrorCode(), port.getLastErrorLocation()));
    }
    return port;
  }

  /** The errno of a failed open. */
  private static String words(int errno, int location) {
    switch (errno) {
      case 2: // ENOENT
      case 6: // ENXIO
      case 19: // ENODEV
        return "no such device, is the adaptor plugged in?";
      case 1: // EPERM
      case 13: // EACCES
        return "no permission, add the user to the group dialout";
      case 11: // EAGAIN, from the lock
      case 16: // EBUSY
        return "busy, another program has it open";
      case 25: // ENOTTY
        return "not a serial port";
      default:
        return "cannot be opened (error " + errno + " at " + location + ")";
    }
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new SerialUnsafe();
  }

  private final class SerialUnsafe extends AbstractUnsafe {
    @Override
    public void connect(
        SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
      if (!promise.setUncancellable() || !ensureOpen(promise)) {
        return;
      }
      if (line != null) {
        safeSetFailure(
            promise, active ? new AlreadyConnectedException() : new ConnectionPendingException());
        return;
      }
      if (!(remote instanceof SerialAddress)) {
        safeSetFailure(promise, new IllegalArgumentException(remote + " is no SerialAddress"));
        return;
      }
      SerialAddress to = (SerialAddress) remote;
      Line opening = new Line(to, promise);
      address = to;
      line = opening;
      threads.newThread(opening).start();
    }

    /** Closing waits for the reader, and so happens on its thread. */
    @Override
    protected @Nullable Executor prepareToClose() {
      Line closing = line;
      if (closing == null) {
        return null;
      }
      closing.end();
      return closing.ended::thenRun;
    }
  }

  @Override
  protected void doBeginRead() {
    if (readsWanted.availablePermits() == 0) {
      readsWanted.release();
    }
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) throws Exception {
    Line to = line;
    for (Object next = out.current(); next != null; next = out.current()) {
      if (to == null) {
        throw new ClosedChannelException();
      }
      ByteBuf bytes = (ByteBuf) next;
      to.write(ByteBufUtil.getBytes(bytes));
      out.remove();
    }
  }

  @Override
  protected Object filterOutboundMessage(Object message) {
    if (message instanceof ByteBuf) {
      return message;
    }
    throw new UnsupportedOperationException(message.getClass().getName() + " is no ByteBuf");
  }

  @Override
  protected void doClose() {
    open = false;
    active = false;
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doBind(SocketAddress local) {
    throw new UnsupportedOperationException("a serial port is connected to, not bound");
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected @Nullable SocketAddress localAddress0() {
    return null;
  }

  @Override
  protected @Nullable SocketAddress remoteAddress0() {
    return address;
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }
}
