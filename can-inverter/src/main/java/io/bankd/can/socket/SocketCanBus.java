package io.bankd.can.socket;

import io.bankd.can.CanBus;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A CAN interface of Linux. Opened at first use, and opened again by itself, at most once a second,
 * when the interface vanished or was replaced by another of its name.
 *
 * <p>One socket for both directions: the kernel then keeps our own frames from us and nobody
 * else's, so hearing one of our identifiers means a second BMS.
 *
 * <p>The native library is taken from {@code java.library.path} or {@code
 * javacan.native.javacan-core.path}, else unpacked from the jar.
 */
public final class SocketCanBus implements CanBus {
  /** Time between two attempts to open: 1 s. */
  public static final Duration BACK_OFF = Duration.ofSeconds(1);

  /**
   * The longest stay in the kernel. A read cannot be woken, and a deleted interface gives one error
   * and then only silence: so the reader comes up for air and looks.
   */
  static final Duration SLICE = Duration.ofMillis(200);

  private final String name;
  private final LongSupplier nanoTime;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Link link;
  private @Nullable Long nextAttempt;
  private String why = "";

  /**
   * A bus on that interface; it need not exist yet.
   *
   * @param name the interface, “can0”
   * @param nanoTime a monotonic clock, {@code System::nanoTime}, for the time between two attempts
   */
  public SocketCanBus(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isInterface() {
    return true;
  }

  @Override
  public SendResult send(List<CanFrame> set, Spacing spacing) {
    Link use = enter();
    if (use == null) {
      return new SendResult.Down(why());
    }
    try {
      return write(use, set, spacing);
    } finally {
      use.users.leave();
    }
  }

  private SendResult write(Link use, List<CanFrame> set, Spacing spacing) {
    for (int i = 0; i < set.size(); i++) {
      if (i > 0) {
        spacing.pause();
      }
      try {
        use.socket.write(set.get(i));
      } catch (SocketTrouble e) {
        return Errno.queueFull(e.errno())
            ? new SendResult.QueueFull(i)
            : new SendResult.Down(fail(use, e));
      }
    }
    return new SendResult.Sent();
  }

  @Override
  public ReceiveResult receive(Duration timeout) {
    Link use = enter();
    if (use == null) {
      return waitDown(timeout);
    }
    try {
      return read(use, timeout);
    } finally {
      use.users.leave();
    }
  }

  private ReceiveResult read(Link use, Duration timeout) {
    Duration left = timeout;
    while (left.compareTo(Duration.ZERO) > 0 && isOpen()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      left = left.minus(slice);
      try {
        return use.socket.read(slice);
      } catch (SocketTrouble e) {
        if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EINTR) {
          return new ReceiveResult.Down(fail(use, e));
        }
      }
      if (!use.socket.isCurrent()) {
        return new ReceiveResult.Down(fail(use, new SocketTrouble(Errno.ENODEV, "")));
      }
    }
    return isOpen() ? new ReceiveResult.Silence() : new ReceiveResult.Closed();
  }

  /** Waits where there is nothing to read, so that nobody who asks in a loop spins. */
  private ReceiveResult waitDown(Duration timeout) {
    Duration wait = timeout.compareTo(BACK_OFF) < 0 ? timeout : BACK_OFF;
    try {
      if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return new ReceiveResult.Closed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ReceiveResult.Down(why());
  }

  /** Gives up the link unless it will work again by itself, and says what happened. */
  private synchronized String fail(Link use, SocketTrouble e) {
    why = Errno.words(name, e.errno(), e.words());
    // A socket survives its interface being taken down; it does not survive its interface.
    if (e.errno() != Errno.ENETDOWN && use == link) {
      use.users.giveUp();
      link = null;
      nextAttempt = nanoTime.getAsLong() + BACK_OFF.toNanos();
    }
    return why;
  }

  /** The open link with this user counted in, opening it if it is time; null when there is none. */
  private synchronized @Nullable Link enter() {
    if (!isOpen()) {
      why = name + " is closed";
      return null;
    }
    long now = nanoTime.getAsLong();
    if (link == null && (nextAttempt == null || now - nextAttempt >= 0)) {
      nextAttempt = now + BACK_OFF.toNanos();
      link = open();
    }
    if (link != null) {
      link.users.enter();
    }
    return link;
  }

  private @Nullable Link open() {
    try {
      RawSocket socket = RawSocket.open(name);
      return new Link(socket, new LastOneOut(socket));
    } catch (SocketTrouble e) {
      why = Errno.words(name, e.errno(), e.words());
    } catch (RuntimeException | LinkageError e) {
      why = "JavaCAN's native library does not load on this machine: " + e.getMessage();
    }
    return null;
  }

  private synchronized String why() {
    return why;
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  /** Closes the socket; who waits in {@link #receive} returns within 200 ms. */
  @Override
  public synchronized void close() {
    closed.countDown();
    if (link != null) {
      link.users.giveUp();
      link = null;
    }
  }

  /** A bound socket and the threads in it. */
  private record Link(RawSocket socket, LastOneOut users) {}
}
