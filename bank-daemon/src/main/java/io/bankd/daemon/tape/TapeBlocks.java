package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes the bytes of a tape: a magic word, then blocks. A block is its length and its check sum,
 * then a stretch of one deflate stream over the whole file, flushed so that it can be read without
 * what follows; what went before makes it short.
 */
final class TapeBlocks implements AutoCloseable {
  static final byte[] MAGIC = "BANKTAPE".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  /** Length and CRC-32, four bytes each. */
  static final int FRAME = 8;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private long last;

  /** The beginning of a file: magic word, version, and the header's block. */
  byte[] begin(TapeHeader header) {
    last = TapeTimes.micros(header.serviceNanos());
    byte[] first = block(header.json().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(MAGIC.length + 1 + first.length)
        .put(MAGIC)
        .put((byte) VERSION)
        .put(first)
        .array();
  }

  /** Adds to the block under way; time never goes back on a tape, whoever was late. */
  void add(TapeRecord record) {
    long at = Math.max(last, TapeTimes.micros(record.at().nanos()));
    varint(at - last);
    last = at;
    records.write(record.kind().code);
    varint(record.channel());
    varint(record.data().length);
    records.writeBytes(record.data());
  }

  private void varint(long value) {
    long left = value;
    while (left >>> 7 != 0) {
      records.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    records.write((int) left);
  }

  /** The bytes waiting in the block under way. */
  int waiting() {
    return records.size();
  }

  /** When the last record was, as it will be read. */
  Moment last() {
    return TapeTimes.moment(last);
  }

  /** Ends the block under way. */
  byte[] block() {
    byte[] content = records.toByteArray();
    records.reset();
    return block(content);
  }

  /** A block of this content. */
  byte[] block(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4 + 64);
    deflater.setInput(content);
    byte[] buffer = new byte[8192];
    int n;
    do {
      n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      packed.write(buffer, 0, n);
    } while (n == buffer.length);
    byte[] payload = packed.toByteArray();
    CRC32 sum = new CRC32();
    sum.update(payload);
    return ByteBuffer.allocate(FRAME + payload.length)
        .putInt(payload.length)
        .putInt((int) sum.getValue())
        .put(payload)
        .array();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
