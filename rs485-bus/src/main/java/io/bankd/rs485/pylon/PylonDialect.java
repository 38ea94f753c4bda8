package io.bankd.rs485.pylon;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.frame.ReturnCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pylontech's low-voltage protocol 0x20, where COMMAND repeats the address, and PACE boards that
 * speak it with capacities in their own unit.
 */
public final class PylonDialect implements PackDialect {
  private final String name;
  private final int cells;
  private final int group;
  private final int capacityUnit;
  private final int userDefined;

  private PylonDialect(String name, int cells, int group, int capacityUnit, int userDefined) {
    if (cells < 1 || cells > 32) {
      throw new IllegalArgumentException(cells + " cells in series is outside 1…32");
    }
    if (group < 0 || group > 7) {
      throw new IllegalArgumentException("group " + group + " is outside 0…7 (DIP 2 to 4)");
    }
    this.name = name;
    this.cells = cells;
    this.group = group;
    this.capacityUnit = capacityUnit;
    this.userDefined = userDefined;
  }

  /** Pylontech modules of so many cells in series, 1…32, in the first group. */
  public static PylonDialect of(int cells) {
    return new PylonDialect("pylon", cells, 0, 1, PylonAnalog.LONG);
  }

  /**
   * PACE boards of so many cells that are set to PYLON_485: capacities in 10 mAh. The current's
   * unit in their answers is not confirmed by any capture; 100 mA is taken, as Pylontech has it.
   */
  public static PylonDialect paceBoard(int cells) {
    return new PylonDialect("pylon-pace", cells, 0, 10, PylonAnalog.SHORT);
  }

  /** The same for the modules behind the first battery whose DIP 2 to 4 say this group, 0…7. */
  public PylonDialect inGroup(int group) {
    return new PylonDialect(name, cells, group, capacityUnit, userDefined);
  }

  @Override
  public String name() {
    return name;
  }

  /** System answers come from a chain's first battery alone and are asked by inverters. */
  @Override
  public List<String> subjects() {
    return List.of("limits", "settings", "maker", "protocol");
  }

  private int wire(PackAddress address) {
    return group << 4 | address.value();
  }

  @Override
  public AsciiFrame ask(PackQuestion question) {
    return command(question).request(wire(question.address()));
  }

  private static PylonCommand command(PackQuestion question) {
    PylonCommand command = PylonCommand.of(question);
    if (command == null) {
      throw new IllegalArgumentException("Pylontech packs cannot be asked: " + question);
    }
    return command;
  }

  @Override
  public PackReply read(PackQuestion question, AsciiFrame frame) {
    PylonCommand command = command(question);
    int asked = wire(question.address());
    // 4F is answered with the version the pack has, whatever that is.
    if (frame.ver() != PylonCommand.VER && command != PylonCommand.PROTOCOL) {
      return refused(Refusal.WRONG_VERSION, "VER %02X", frame.ver());
    }
    if (frame.cid1() != PylonCommand.CID1) {
      return refused(Refusal.WRONG_CID1, "CID1 %02X", frame.cid1());
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
    switch (command) {
      case ANALOG:
        return analog(asked, frame);
      case STATUS:
        return status(asked, frame);
      default:
        return table(command, asked, frame);
    }
  }

  private PackReply analog(int asked, AsciiFrame frame) {
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
    PackReply wrong = wrongPack(asked, answered, block.cells().length);
    if (wrong == null && info.remaining() > 0) {
      wrong = refused(Refusal.TAIL, "%d bytes after the known fields", info.remaining());
    }
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply(capacityUnit, infoFlag);
  }

  private PackReply status(int asked, AsciiFrame frame) {
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
    PackReply wrong = wrongPack(asked, answered, block.cellAlarms().length);
    wrong = wrong != null ? wrong : block.implausible();
    return wrong != null ? wrong : block.reply();
  }

  private @Nullable PackReply wrongPack(int asked, int answered, int found) {
    if (answered != asked) {
      return refused(Refusal.WRONG_COMMAND, "command byte %02X asked, %02X came", asked, answered);
    }
    return found == cells ? null : refused(Refusal.CELL_COUNT, "%d cells, not %d", found, cells);
  }

  private PackReply table(PylonCommand command, int asked, AsciiFrame frame) {
    if (!PylonAnswer.fits(command, frame)) {
      return size(frame);
    }
    Integer answered = PylonAnswer.command(command, frame);
    if (answered != null && answered != asked) {
      return refused(Refusal.WRONG_COMMAND, "command byte %02X asked, %02X came", asked, answered);
    }
    Map<String, Object> values = PylonAnswer.values(command, frame);
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

  @Override
  public int largestReply(Kind kind) {
    switch (kind) {
      case ANALOG:
        return AsciiFrame.OVERHEAD + 2 * (2 + 2 + 2 * cells + 2 * 8 + 17);
      case STATUS:
        return AsciiFrame.OVERHEAD + 2 * (2 + 10 + cells + 8 + PylonStatus.LONGEST_TAIL);
      case FIRMWARE:
        return AsciiFrame.OVERHEAD + 2 * 6;
      case SERIAL:
        return AsciiFrame.OVERHEAD + 2 * 17;
      default:
        return AsciiFrame.OVERHEAD + 2 * PylonTables.SYSTEM.width();
    }
  }

  @Override
  public boolean isRequest(AsciiFrame frame) {
    return frame.cid1() == PylonCommand.CID1 && PylonCommand.isRequest(frame);
  }

  @Override
  public @Nullable PackQuestion hear(AsciiFrame request) {
    PylonCommand command = PylonCommand.of(request.code());
    if (command == null || !isRequest(request) || request.adr() >> 4 != group) {
      return null;
    }
    // COMMAND FF asks a whole group; newer modules do not answer that, and nor do these.
    if (command.hasCommand && (request.infoLength() != 1 || request.info().u8() != request.adr())) {
      return null;
    }
    PackAddress address = PackAddress.of(request.adr() & 15);
    return new PackQuestion(address, command.kind, command.subject, false);
  }

  @Override
  public AsciiFrame answer(PackQuestion question, PackReport report) {
    int address = wire(question.address());
    InfoWriter info = new InfoWriter();
    switch (question.kind()) {
      case ANALOG:
        PylonAnalog.of((PackReading) report, userDefined, capacityUnit)
            .write(info.u8(0).u8(address));
        break;
      case STATUS:
        PylonStatus.of((PackStatus) report, cells).write(info.u8(0).u8(address));
        break;
      case SERIAL:
        info.u8(address).text(((PackIdentity) report).serial(), 16);
        break;
      default:
        int[] numbers = numbers(((PackIdentity) report).firmware());
        info.u8(address);
        Arrays.stream(numbers).forEach(info::u8);
    }
    return frame(address, info);
  }

  /** Manufacturer's version, then main line: what a text has of numbers, or zeros. */
  private static int[] numbers(String firmware) {
    int[] parts =
        Arrays.stream(firmware.split("[^0-9]+"))
            .filter(part -> !part.isEmpty() && part.length() <= 3)
            .mapToInt(part -> Integer.parseInt(part) & 0xFF)
            .toArray();
    int[] numbers = new int[5];
    for (int i = 0; i < 5; i++) {
      // Written back as it is read: the main line stands first in the text.
      numbers[i] = parts.length == 5 ? parts[i < 2 ? i + 3 : i - 2] : 0;
    }
    return numbers;
  }

  @Override
  public AsciiFrame answer(PackQuestion question, Map<String, ?> values) {
    int address = wire(question.address());
    InfoWriter info = new InfoWriter();
    PylonAnswer.write(command(question), address, values, info);
    return frame(address, info);
  }

  private static AsciiFrame frame(int address, InfoWriter info) {
    return AsciiFrame.of(
        PylonCommand.VER, address, PylonCommand.CID1, ReturnCode.OK.wire(), info.toBytes());
  }

  @Override
  public @Nullable Map<String, Object> factory(String subject) {
    return PylonFactory.of(subject);
  }

  @Override
  public AsciiFrame refuse(PackAddress address, ReturnCode why) {
    return AsciiFrame.of(PylonCommand.VER, wire(address), PylonCommand.CID1, why.wire());
  }
}
