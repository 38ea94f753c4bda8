package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One tape while it is written. It only ever grows by whole blocks: one that the disk does not take
 * is cut off again and kept for a later try.
 */
final class TapeFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final TapeBlocks blocks = new TapeBlocks();
  private byte @Nullable [] unwritten;
  private long length;
  private int added;

  private TapeFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Begins a file; there is none where this fails. */
  static TapeFile begin(Path path, TapeHeader header) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    TapeFile file = new TapeFile(path, channel);
    try {
      file.append(file.blocks.begin(header));
      return file;
    } catch (IOException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** The bytes on the disk. */
  long length() {
    return length;
  }

  void add(TapeRecord record) {
    blocks.add(record);
    added++;
  }

  /** The bytes that are not on the disk yet, unpacked. */
  int waiting() {
    return blocks.waiting();
  }

  /** The records that are not on the disk yet. */
  int unwritten() {
    return added;
  }

  /** When the last record was. */
  Moment last() {
    return blocks.last();
  }

  /**
   * Brings everything to the disk; after a failure the same is tried again.
   *
   * @throws NoSuchFileException where somebody has taken the file away, which the disk does not say
   */
  void flush() throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "was taken away");
    }
    byte[] left = unwritten;
    if (left != null) {
      append(left);
    }
    if (blocks.waiting() > 0) {
      append(blocks.block());
    }
    added = 0;
  }

  private void append(byte[] block) throws IOException {
    unwritten = block;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(block);
      while (bytes.hasRemaining()) {
        channel.write(bytes, length + bytes.position());
      }
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
    length += block.length;
    unwritten = null;
  }

  @Override
  public void close() {
    blocks.close();
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to be written by this.
    }
  }
}
