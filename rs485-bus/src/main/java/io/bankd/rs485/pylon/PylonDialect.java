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
import io.bankd.rs485.frame.AsciiFrame;
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
    return new PylonReader(wire(question.address()), cells, capacityUnit)
        .read(command(question), frame);
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
