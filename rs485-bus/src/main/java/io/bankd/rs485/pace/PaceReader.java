package io.bankd.rs485.pace;

import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.log.Relative;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one question.
 *
 * @param cid2 the command that asked it
 * @param cells in series that the pack has to have
 */
record PaceReader(PackQuestion question, int cid2, int cells) {
  /** What a frame says as the answer. */
  PackReply read(AsciiFrame frame) {
    int asked = question.address().value();
    if (frame.ver() != PaceCommand.VER) {
      return new PackReply.Refused(Refusal.WRONG_VERSION, Relative.wordsOf(frame));
    }
    if (frame.cid1() != PaceCommand.CID1) {
      return new PackReply.Refused(Refusal.WRONG_CID1, Relative.wordsOf(frame));
    }
    if (frame.adr() != asked) {
      return refused(Refusal.WRONG_ADDRESS, "address %d asked, %d answered", asked, frame.adr());
    }
    if (frame.code() == cid2) {
      return refused(Refusal.ECHO, "command %02X", frame.code());
    }
    if (frame.code() != ReturnCode.OK.wire()) {
      return new PackReply.Refused(Refusal.RETURN_CODE, ReturnCode.words(frame.code()));
    }
    switch (question.kind()) {
      case ANALOG:
        return analog(asked, frame);
      case STATUS:
        return status(asked, frame);
      case PARAMETER:
        return parameters(PaceDialect.table(question), frame);
      case COUNT:
        return frame.infoLength() == 1 ? new PackReply.Count(frame.info().u8()) : size(frame);
      case FIRMWARE:
        return hasText(frame) ? new PackReply.Firmware(text(frame)) : size(frame);
      case SERIAL:
        return hasText(frame) ? new PackReply.Serial(text(frame)) : size(frame);
    }
    throw new AssertionError(question);
  }

  private static PackReply parameters(PaceTable table, AsciiFrame frame) {
    Layout layout = table.layout(frame.infoLength());
    return layout == null
        ? size(frame)
        : new PackReply.Parameters(table.subject, layout.read(frame.info()));
  }

  private PackReply analog(int asked, AsciiFrame frame) {
    var answer = BlockAnswer.read(frame, 1, AnalogBlock::read);
    if (answer == null) {
      return size(frame);
    }
    AnalogBlock block = answer.blocks().get(0);
    PackReply wrong = wrongPack(asked, answer.second(), block.cells().length);
    wrong = wrong != null ? wrong : tail(block.tail(), BlockSearch.ANALOG_TAIL);
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply(answer.infoFlag());
  }

  private PackReply status(int asked, AsciiFrame frame) {
    var answer = BlockAnswer.read(frame, 1, StatusBlock::read);
    if (answer == null) {
      return size(frame);
    }
    StatusBlock block = answer.blocks().get(0);
    PackReply wrong = wrongPack(asked, answer.second(), block.cellAlarms().length);
    wrong = wrong != null ? wrong : tail(block.tail(), BlockSearch.STATUS_TAIL);
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply();
  }

  private @Nullable PackReply wrongPack(int asked, int command, int found) {
    if (command != asked) {
      return refused(Refusal.WRONG_COMMAND, "command byte %02X asked, %02X came", asked, command);
    }
    return found == cells ? null : refused(Refusal.CELL_COUNT, "%d cells, not %d", found, cells);
  }

  private static @Nullable PackReply tail(byte[] tail, int most) {
    return tail.length <= most
        ? null
        : refused(Refusal.TAIL, "%d bytes after the known fields, at most %d", tail.length, most);
  }

  private static boolean hasText(AsciiFrame frame) {
    return frame.infoLength() == AnswerShape.TEXT || frame.infoLength() == 2 * AnswerShape.TEXT;
  }

  private static String text(AsciiFrame frame) {
    return frame.info().text(AnswerShape.TEXT);
  }

  private static PackReply size(AsciiFrame frame) {
    return refused(Refusal.SIZE, "%d bytes of INFO", frame.infoLength());
  }

  private static PackReply.Refused refused(Refusal reason, String detail, Object... values) {
    return new PackReply.Refused(reason, String.format(detail, values));
  }
}
