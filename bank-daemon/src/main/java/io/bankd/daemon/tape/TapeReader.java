package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tape record by record, as far as it is whole: a block that is cut off or damaged ends it,
 * whatever stands behind.
 */
public final class TapeReader implements Closeable {
  /** No block of ours comes near it; a damaged length must not cost the memory. */
  private static final int LONGEST_BLOCK = 4 << 20;

  /** Two hundred years of service, in microseconds: no clock of ours comes so far. */
  private static final long LATEST = 200L * 365 * 86_400 * 1_000_000;

  private final DataInputStream in;
  private final Inflater inflater = new Inflater(true);
  private final TapeHeader header;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long now;
  private @Nullable String trouble;

  private TapeReader(DataInputStream in) throws IOException {
    this.in = in;
    byte[] magic = in.readNBytes(TapeBlocks.MAGIC.length);
    if (!Arrays.equals(magic, TapeBlocks.MAGIC)) {
      throw new IOException("is no tape of bank-daemon: it does not begin with “BANKTAPE”");
    }
    int version = in.read();
    if (version != TapeBlocks.VERSION) {
      throw new IOException(
          version < 0
              ? "is a tape that was cut off at its very beginning"
              : "is a tape of version "
                  + version
                  + "; this program reads version "
                  + TapeBlocks.VERSION);
    }
    if (!nextBlock()) {
      throw new IOException("is a tape without a header: " + trouble());
    }
    header = TapeHeader.parse(StandardCharsets.UTF_8.decode(block).toString());
    now = TapeTimes.micros(header.serviceNanos());
    if (now < 0 || TapeTimes.micros(header.figuresNanos()) > LATEST || now > LATEST) {
      throw new IOException("is a tape whose header gives no possible time");
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException in words, where it is none of ours, or has not even a header
   */
  public static TapeReader open(Path file) throws IOException {
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be opened: " + e.getMessage(), e);
    }
    try {
      return new TapeReader(new DataInputStream(new BufferedInputStream(in)));
    } catch (IOException e) {
      in.close();
      throw new IOException(file + " " + e.getMessage(), e);
    }
  }

  /** The same of a tape in memory. */
  static TapeReader of(InputStream in) throws IOException {
    return new TapeReader(new DataInputStream(in));
  }

  public TapeHeader header() {
    return header;
  }

  /** Where the last record given stands in service time. */
  public Moment now() {
    return TapeTimes.moment(now);
  }

  /** Why nothing more can be read; null while it can be, or after a tape's last whole block. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** The next record, or null where the tape, or what of it is whole, has ended. */
  public @Nullable TapeRecord next() throws IOException {
    while (trouble == null) {
      if (!block.hasRemaining() && !nextBlock()) {
        return null;
      }
      while (block.hasRemaining()) {
        TapeRecord record = parse();
        if (record != null || trouble != null) {
          return record;
        }
      }
    }
    return null;
  }

  /** The next record of the block; null for one of a kind that only later versions know. */
  private @Nullable TapeRecord parse() {
    long delta = varint();
    TapeKind kind = block.hasRemaining() ? TapeKind.of(block.get() & 0xFF) : null;
    long channel = varint();
    long length = varint();
    boolean whole =
        delta >= 0
            && delta <= LATEST
            && channel >= 0
            && channel <= Integer.MAX_VALUE
            && length >= 0
            && length <= Math.min(TapeRecord.LONGEST, block.remaining());
    if (!whole || now + delta > LATEST) {
      trouble = "a record makes no sense";
      return null;
    }
    byte[] data = new byte[(int) length];
    block.get(data);
    now += delta;
    return kind == null ? null : new TapeRecord(TapeTimes.moment(now), kind, (int) channel, data);
  }

  /** Seven bits a byte, the lowest first, the top bit set but in the last; −1 for nonsense. */
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 63 && block.hasRemaining(); shift += 7) {
      byte next = block.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  private boolean nextBlock() throws IOException {
    byte[] frame = in.readNBytes(TapeBlocks.FRAME);
    if (frame.length == 0) {
      return false;
    }
    if (frame.length < TapeBlocks.FRAME) {
      return stop("it is cut off in the middle of a block");
    }
    ByteBuffer numbers = ByteBuffer.wrap(frame);
    int length = numbers.getInt();
    if (length <= 0 || length > LONGEST_BLOCK) {
      return stop("a block's length is damaged");
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      return stop("it is cut off in the middle of a block");
    }
    CRC32 sum = new CRC32();
    sum.update(payload);
    if ((int) sum.getValue() != numbers.getInt()) {
      return stop("a block is damaged, its check sum is wrong");
    }
    return inflate(payload);
  }

  private boolean inflate(byte[] payload) {
    inflater.setInput(payload);
    byte[] content = new byte[Math.min(LONGEST_BLOCK, Math.max(8192, 8 * payload.length))];
    int length = 0;
    try {
      while (true) {
        int n = inflater.inflate(content, length, content.length - length);
        length += n;
        if (n == 0) {
          break;
        }
        if (length == content.length) {
          if (length >= LONGEST_BLOCK) {
            return stop("a block is longer than any of ours");
          }
          content = Arrays.copyOf(content, Math.min(LONGEST_BLOCK, 2 * length));
        }
      }
    } catch (DataFormatException e) {
      return stop("a block cannot be unpacked");
    }
    block = ByteBuffer.wrap(content, 0, length);
    return true;
  }

  private boolean stop(String why) {
    trouble = why;
    return false;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
