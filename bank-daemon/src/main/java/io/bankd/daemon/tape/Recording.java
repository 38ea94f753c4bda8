package io.bankd.daemon.tape;

import io.bankd.daemon.tape.TapeChannel.Part;
import io.bankd.unit.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a daemon, on or off. Whatever the disk does, what is put here waits for nothing.
 */
public final class Recording implements AutoCloseable {
  /** How often a disk that takes nothing is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final List<TapeChannel> channels;
  private final Supplier<Moment> now;
  private final Function<String, TapeHeader> header;
  private final Duration retry;
  private volatile @Nullable TapeQueue queue;
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable TapeWriter writer;
  private @Nullable Thread thread;
  private @Nullable Path directory;

  /**
   * A recording that is off.
   *
   * @param now service time
   * @param header makes the header of a file as of now, that goes on from the named one; called by
   *     the thread that writes
   */
  public Recording(
      List<TapeChannel> channels, Supplier<Moment> now, Function<String, TapeHeader> header) {
    this(channels, now, header, RETRY);
  }

  Recording(
      List<TapeChannel> channels,
      Supplier<Moment> now,
      Function<String, TapeHeader> header,
      Duration retry) {
    this.channels = List.copyOf(channels);
    this.now = now;
    this.header = header;
    this.retry = retry;
  }

  /** A recording that nobody switches on. */
  public static Recording off(List<TapeChannel> channels) {
    return new Recording(
        channels,
        () -> Moment.ofNanos(0),
        before -> {
          throw new IllegalStateException("nobody records here");
        });
  }

  /**
   * Switches on; where it is on already, nothing changes.
   *
   * @param where made when it is not there
   * @param files the most to keep
   * @param bytes the most in one, about
   * @return whether it was off
   */
  public synchronized boolean start(Path where, int files, long bytes) {
    if (queue != null) {
      return false;
    }
    TapeQueue fresh = new TapeQueue();
    TapeDirectory tapes = new TapeDirectory(where, files);
    TapeWriter begun = new TapeWriter(fresh, tapes, now.get(), bytes, retry, header, lost);
    Thread writes = new Thread(begun, "tape");
    writes.setDaemon(true);
    writer = begun;
    thread = writes;
    directory = where;
    queue = fresh;
    writes.start();
    return true;
  }

  /** Switches off, and waits a little for the disk; whether it was on. */
  public synchronized boolean stop(TapeEnd why) {
    TapeQueue open = queue;
    Thread writes = thread;
    queue = null;
    if (open == null || writes == null) {
      return false;
    }
    open.close(why);
    boolean interrupted = Thread.interrupted();
    try {
      writes.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  public boolean isOn() {
    return queue != null;
  }

  /** How it fares; waits for nothing. */
  public RecordingHealth health() {
    TapeWriter last = writer;
    boolean on = isOn();
    return new RecordingHealth(on, on && last != null ? last.trouble() : "", lost.get());
  }

  /** Where it was last switched on. */
  public synchronized @Nullable Path directory() {
    return directory;
  }

  /** A channel's place in the header. */
  public int channel(String bank, Part part, String name) {
    int channel = channels.indexOf(new TapeChannel(bank, part, name));
    if (channel < 0) {
      throw new IllegalArgumentException("no channel " + part + " " + name + " of bank " + bank);
    }
    return channel;
  }

  /** Takes in what passed just now. */
  public void put(TapeKind kind, int channel, byte[] data) {
    if (queue != null) {
      put(kind, channel, now.get(), data);
    }
  }

  /** Takes in words. */
  public void put(TapeKind kind, int channel, String text) {
    TapeQueue open = queue;
    if (open != null) {
      open.put(TapeRecord.of(now.get(), kind, channel, text));
    }
  }

  /** Takes in what passed at a moment; what is too long for one record becomes several. */
  public void put(TapeKind kind, int channel, Moment at, byte[] data) {
    TapeQueue open = queue;
    if (open == null) {
      return;
    }
    int from = 0;
    do {
      int to = Math.min(data.length, from + TapeRecord.LONGEST);
      byte[] part = from == 0 && to == data.length ? data : Arrays.copyOfRange(data, from, to);
      open.put(new TapeRecord(at, kind, channel, part));
      from = to;
    } while (from < data.length);
  }

  @Override
  public void close() {
    stop(TapeEnd.STOPPED);
  }
}
