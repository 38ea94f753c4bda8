package io.bankd.rs485.pylon;

import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.rs485.log.Relative;
import io.bankd.rs485.log.SeplosShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one module.
 *
 * @param asked its address on the wire, its group's part included
 * @param cells in series that it has to have
 * @param capacityUnit mAh of a step of capacity
 */
record PylonReader(int asked, int cells, int capacityUnit) {
  /** What a frame says as the answer to a command. */
  PackReply read(PylonCommand command, AsciiFrame frame) {
    // 4F is answered with the version the pack has, whatever that is.
    if (frame.ver() != PylonCommand.VER && command != PylonCommand.PROTOCOL) {
      return new PackReply.Refused(Refusal.WRONG_VERSION, Relative.wordsOf(frame));
    }
    if (frame.cid1() != PylonCommand.CID1) {
      return new PackReply.Refused(Refusal.WRONG_CID1, Relative.wordsOf(frame));
    }
    if (frame.adr() != asked) {
      return refused(Refusal.WRONG_ADDRESS, "address %d asked, %d answered", asked, frame.adr());
    }
    if (frame.code() == command.cid2) {
      return refused(Refusal.ECHO, "command %02X", frame.code());
    }
    if (frame.code() != ReturnCode.OK.wire()) {
      return new PackReply.Refused(Refusal.RETURN_CODE, ReturnCode.words(frame.code()));
    }
    if (isSeplos(command, frame)) {
      return new PackReply.Refused(Refusal.RELATIVE, Relative.SEPLOS.words());
    }
    switch (command) {
      case ANALOG:
        return analog(frame);
      case STATUS:
        return status(frame);
      default:
        return table(command, frame);
    }
  }

  private static boolean isSeplos(PylonCommand command, AsciiFrame answer) {
    return switch (command) {
      case ANALOG -> SeplosShape.isAnalog(answer);
      case STATUS -> SeplosShape.isStatus(answer);
      case MAKER -> SeplosShape.isMaker(answer);
      default -> false;
    };
  }

  private PackReply analog(AsciiFrame frame) {
    InfoReader info = frame.info();
    if (frame.infoLength() < 3) {
      return size(frame);
    }
    int infoFlag = info.u8();
    int answered = info.u8();
    PylonAnalog block = PylonAnalog.read(info);
    if (block == null) {
      return size(frame);
    }
    PackReply wrong = wrongPack(answered, block.cells().length);
    if (wrong == null && info.remaining() > 0) {
      wrong = refused(Refusal.TAIL, "%d bytes after the known fields", info.remaining());
    }
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply(capacityUnit, infoFlag);
  }

  private PackReply status(AsciiFrame frame) {
    InfoReader info = frame.info();
    if (frame.infoLength() < 3) {
      return size(frame);
    }
    info.u8();
    int answered = info.u8();
    PylonStatus block = PylonStatus.read(info);
    if (block == null) {
      return size(frame);
    }
    PackReply wrong = wrongPack(answered, block.cellAlarms().length);
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply();
  }

  private @Nullable PackReply wrongPack(int answered, int found) {
    if (answered != asked) {
      return refused(Refusal.WRONG_COMMAND, "command byte %02X asked, %02X came", asked, answered);
    }
    return found == cells ? null : refused(Refusal.CELL_COUNT, "%d cells, not %d", found, cells);
  }

  private PackReply table(PylonCommand command, AsciiFrame frame) {
    if (!PylonAnswer.fits(command, frame)) {
      return size(frame);
    }
    Integer answered = PylonAnswer.command(command, frame);
    if (answered != null && answered != asked) {
      return refused(Refusal.WRONG_COMMAND, "command byte %02X asked, %02X came", asked, answered);
    }
    Map<String, Object> values = PylonAnswer.values(command, frame);
    PackReply wrong = PylonAnswer.implausible(values);
    if (wrong != null) {
      return wrong;
    }
    switch (command.kind) {
      case SERIAL:
        return new PackReply.Serial(String.valueOf(values.get("serial")));
      case FIRMWARE:
        return new PackReply.Firmware(
            values.get("mainline_version") + " (" + values.get("manufacture_version") + ")");
      default:
        return new PackReply.Parameters(command.subject, values);
    }
  }

  private static PackReply size(AsciiFrame frame) {
    return refused(Refusal.SIZE, "%d bytes of INFO", frame.infoLength());
  }

  private static PackReply.Refused refused(Refusal reason, String detail, Object... values) {
    return new PackReply.Refused(reason, String.format(detail, values));
  }
}
