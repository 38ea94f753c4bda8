package io.bankd.rs485.pace;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks in an answer to 42 or 44. Its second byte is COMMAND or the number of packs, and
 * some masters count wrongly, so the lengths decide.
 */
final class BlockSearch<B> {
  /** The longest tails seen or documented, in bytes: with a longer one it is several packs. */
  static final int ANALOG_TAIL = 22;

  static final int STATUS_TAIL = 5;

  static final BlockSearch<AnalogBlock> ANALOG =
      new BlockSearch<>(
          BlockSearch::analog,
          block -> block.temperatures().length >= 1 && block.temperatures().length <= 8,
          block -> block.implausible() == null);

  static final BlockSearch<StatusBlock> STATUS =
      new BlockSearch<>(BlockSearch::status, StatusBlock::isDocumented, StatusBlock::isDocumented);

  /** More than any master speaks for: addresses have four bits, later documents say 32. */
  private static final int MOST_PACKS = 32;

  private final BlockAnswer.Reader<B> reader;
  private final Predicate<B> shaped;
  private final Predicate<B> plausible;

  private BlockSearch(BlockAnswer.Reader<B> reader, Predicate<B> shaped, Predicate<B> plausible) {
    this.reader = reader;
    this.shaped = shaped;
    this.plausible = plausible;
  }

  private static @Nullable AnalogBlock analog(InfoReader info, int stride) {
    AnalogBlock block = AnalogBlock.read(info, stride);
    return block != null && block.tail().length <= ANALOG_TAIL && block.cells().length > 0
        ? block
        : null;
  }

  private static @Nullable StatusBlock status(InfoReader info, int stride) {
    StatusBlock block = StatusBlock.read(info, stride);
    return block != null && block.tail().length <= STATUS_TAIL && block.cellAlarms().length > 0
        ? block
        : null;
  }

  /**
   * The answer as one pack's or as several packs'; null when its length fits neither.
   *
   * @param group whether all packs were asked; null when that is not known
   */
  @Nullable BlockAnswer<B> find(AsciiFrame frame, @Nullable Boolean group) {
    var single = BlockAnswer.read(frame, 1, reader);
    if (Boolean.FALSE.equals(group)) {
      return single;
    }
    int second = frame.info().peek(1);
    var counted = BlockAnswer.read(frame, second, reader);
    boolean rather = group != null || second > 1 && second != frame.adr();
    if (counted != null && (rather || single == null)) {
      return counted;
    }
    return single != null && group == null ? single : miscounted(frame);
  }

  /** The answer by its length alone, rather as packs that can be true. */
  private @Nullable BlockAnswer<B> miscounted(AsciiFrame frame) {
    BlockAnswer<B> fitting = null;
    for (int packs = 1; packs <= MOST_PACKS; packs++) {
      var answer = BlockAnswer.read(frame, packs, reader);
      if (answer != null && answer.blocks().stream().allMatch(plausible)) {
        return answer;
      }
      fitting = fitting != null ? fitting : answer;
    }
    return fitting;
  }

  /** Whether the answer looks like one to this command, its values apart. */
  boolean recognises(AsciiFrame frame, @Nullable Boolean group) {
    var answer = find(frame, group);
    return answer != null && answer.blocks().stream().allMatch(shaped);
  }
}
