package io.bankd.rs485.serial;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A serial port, 8N1 without flow control, as a channel on any kind of event loop: connect it to a
 * {@link SerialAddress}.
 *
 * <p>Opening, reading and closing can all block, so one thread per channel does the three ({@link
 * PortReader}); the event loop only writes, and only what the kernel takes at once. The channel
 * closes itself when the port goes away; the port is free again when {@link #closeFuture()} is
 * done.
 */
public final class SerialChannel extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private final ThreadFactory threads;
  private @Nullable SerialAddress address;
  private @Nullable PortReader reader;
  private volatile boolean open = true;
  private volatile boolean active;

  /** A channel whose thread comes from this factory when it connects. */
  public SerialChannel(ThreadFactory threads) {
    super(null);
    this.threads = threads;
  }

  /** Brings what happens on the port's thread to the event loop. */
  private final class Arrivals implements PortReader.Sink {
    private final ChannelPromise connected;

    Arrivals(ChannelPromise connected) {
      this.connected = connected;
    }

    @Override
    public void opened() {
      eventLoop().execute(this::connected);
    }

    private void connected() {
      PortReader opened = reader;
      if (opened == null || !opened.isWanted()) {
        connected.tryFailure(new ClosedChannelException());
        return;
      }
      active = true;
      connected.trySuccess();
      pipeline().fireChannelActive();
    }

    @Override
    public void read(byte[] characters) {
      ByteBuf read = alloc().buffer(characters.length).writeBytes(characters);
      eventLoop().execute(() -> deliver(read));
    }

    private void deliver(ByteBuf read) {
      if (!active) {
        read.release();
        return;
      }
      pipeline().fireChannelRead(read);
      pipeline().fireChannelReadComplete();
    }

    @Override
    public void finished() {
      eventLoop().execute(() -> unsafe().close(voidPromise()));
    }

    @Override
    public void failed(Throwable why) {
      try {
        eventLoop().execute(() -> fail(why));
      } catch (RejectedExecutionException e) {
        // The loop has ended, and everything on it.
      }
    }

    private void fail(Throwable why) {
      if (!connected.tryFailure(why) && open) {
        pipeline().fireExceptionCaught(why);
      }
      unsafe().close(voidPromise());
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
      if (reader != null) {
        safeSetFailure(
            promise, active ? new AlreadyConnectedException() : new ConnectionPendingException());
        return;
      }
      if (!(remote instanceof SerialAddress to)) {
        safeSetFailure(promise, new IllegalArgumentException(remote + " is no SerialAddress"));
        return;
      }
      PortReader opening = new PortReader(to, new Arrivals(promise));
      address = to;
      reader = opening;
      threads.newThread(opening).start();
    }

    /** Closing waits for the reader, and so happens on its thread. */
    @Override
    protected @Nullable Executor prepareToClose() {
      PortReader closing = reader;
      if (closing == null) {
        return null;
      }
      closing.end();
      return closing::whenEnded;
    }
  }

  @Override
  protected void doBeginRead() {
    PortReader from = reader;
    if (from != null) {
      from.readOnce();
    }
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) throws Exception {
    PortReader to = reader;
    for (Object next = out.current(); next != null; next = out.current()) {
      if (to == null) {
        throw new ClosedChannelException();
      }
      to.write(ByteBufUtil.getBytes((ByteBuf) next));
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
