package io.bankd.rs485.serial;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that may block on a port: opens it, reads it when asked to, and closes it. Only
 * {@link #write} is called from another.
 */
final class PortReader implements Runnable {
  /** Is told on this thread, and carries it to its own. */
  interface Sink {
    void opened();

    /** Characters came; the array is the sink's to keep. */
    void read(byte[] characters);

    /** It could not be opened, or has gone away; nothing more is told. */
    void failed(Throwable why);

    /** It was read as long as that was wanted; nothing more is told. */
    void finished();
  }

  private final SerialAddress to;
  private final Sink sink;
  private final Semaphore readsWanted = new Semaphore(0);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean wanted = true;
  private volatile @Nullable OpenPort port;

  PortReader(SerialAddress to, Sink sink) {
    this.to = to;
    this.sink = sink;
  }

  @Override
  public void run() {
    try {
      OpenPort opened = OpenPort.open(to);
      port = opened;
      sink.opened();
      readAll(opened);
      sink.finished();
    } catch (InterruptedException | RejectedExecutionException e) {
      // Nobody is left to tell: the channel was closed, or its loop is gone.
    } catch (Throwable e) {
      sink.failed(e);
    } finally {
      OpenPort opened = port;
      if (opened != null) {
        opened.close();
      }
      ended.complete(null);
    }
  }

  private void readAll(OpenPort opened) throws InterruptedException, IOException {
    byte[] buffer = new byte[512];
    while (wanted) {
      readsWanted.acquire();
      int count = 0;
      while (wanted && count == 0) {
        count = opened.read(buffer);
      }
      if (count > 0) {
        sink.read(Arrays.copyOf(buffer, count));
      }
    }
  }

  /** Lets the next characters be read; asking twice before they come is asking once. */
  void readOnce() {
    if (readsWanted.availablePermits() == 0) {
      readsWanted.release();
    }
  }

  boolean isWanted() {
    return wanted;
  }

  /** No more is wanted. */
  void end() {
    wanted = false;
    // Lets the thread through if it waits to be asked; a read comes up by itself.
    readsWanted.release();
  }

  /** Runs something when the port is free again. */
  void whenEnded(Runnable then) {
    ended.thenRun(then);
  }

  void write(byte[] bytes) throws IOException {
    OpenPort opened = port;
    if (opened == null) {
      throw new ClosedChannelException();
    }
    opened.write(bytes);
  }
}
