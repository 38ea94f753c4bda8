package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that are known in a log.
 *
 * @param read whose frames are read
 * @param strangers whose frames are told from requests and named, and not read
 */
record Vocabularies(List<Vocabulary> read, List<Vocabulary> strangers) {
  Vocabularies {
    read = List.copyOf(read);
    strangers = List.copyOf(strangers);
  }

  /** Who reads a frame; null where nobody does. */
  @Nullable Vocabulary reader(AsciiFrame frame) {
    return owner(read.stream(), frame);
  }

  private @Nullable Vocabulary owner(AsciiFrame frame) {
    return owner(all(), frame);
  }

  private static @Nullable Vocabulary owner(Stream<Vocabulary> of, AsciiFrame frame) {
    return of.filter(vocabulary -> vocabulary.owns(frame)).findFirst().orElse(null);
  }

  private Stream<Vocabulary> all() {
    return Stream.concat(read.stream(), strangers.stream());
  }

  /** Whether the byte after CID1 is a command. */
  boolean isRequest(AsciiFrame frame) {
    Vocabulary owner = owner(frame);
    return owner != null
        ? owner.isRequest(frame)
        : all().anyMatch(vocabulary -> vocabulary.isRequest(frame));
  }

  /** Whose frame it is; null where that is not known. */
  @Nullable String nameOf(AsciiFrame frame) {
    Vocabulary owner = owner(frame);
    Relative relative = owner == null ? Relative.of(frame) : null;
    return owner != null ? owner.nameOf(frame) : relative != null ? relative.label() : null;
  }
}
