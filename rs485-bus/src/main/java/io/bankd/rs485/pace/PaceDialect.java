package io.bankd.rs485.pace;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.PackSwitch;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.frame.ReturnCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PACE protocol 0x25 on the parallel bus (PACE RS485 2018), where COMMAND repeats the address. */
public final class PaceDialect implements PackDialect {
  private final int cells;

  /** For packs of 16 cells, as the AM5000 has. */
  public PaceDialect() {
    this(16);
  }

  /** For packs of so many cells in series, 1…32. */
  public PaceDialect(int cells) {
    if (cells < 1 || cells > 32) {
      throw new IllegalArgumentException(cells + " cells in series is outside 1…32");
    }
    this.cells = cells;
  }

  @Override
  public String name() {
    return "pace";
  }

  /** Every table that can be read but the two that change by themselves. */
  @Override
  public List<String> subjects() {
    return Arrays.stream(PaceTable.values())
        .filter(t -> t.read >= 0 && t != PaceTable.CAPACITY && t != PaceTable.CLOCK)
        .map(t -> t.subject)
        .collect(Collectors.toList());
  }

  @Override
  public AsciiFrame ask(PackQuestion question) {
    int address = question.address().value();
    return question.kind() == Kind.PARAMETER
        ? AsciiFrame.of(PaceCommand.VER, address, PaceCommand.CID1, table(question).read)
        : PaceCommand.of(question.kind()).request(address);
  }

  static PaceTable table(PackQuestion question) {
    PaceTable table = PaceTable.of(question.subject());
    if (table == null || table.read < 0) {
      throw new IllegalArgumentException("PACE packs cannot be asked: " + question);
    }
    return table;
  }

  @Override
  public PackReply read(PackQuestion question, AsciiFrame frame) {
    return new PaceReader(question, ask(question).code(), cells).read(frame);
  }

  @Override
  public int largestReply(Kind kind) {
    switch (kind) {
      case ANALOG:
        return AsciiFrame.OVERHEAD + 2 * (2 + 15 + 2 * cells + 2 * 8 + BlockSearch.ANALOG_TAIL);
      case STATUS:
        return AsciiFrame.OVERHEAD + 2 * (2 + 14 + cells + 8 + BlockSearch.STATUS_TAIL);
      case COUNT:
        return AsciiFrame.OVERHEAD + 2;
      case PARAMETER:
        return AsciiFrame.OVERHEAD + 2 * 13;
      case FIRMWARE:
      case SERIAL:
        return AsciiFrame.OVERHEAD + 2 * 2 * AnswerShape.TEXT;
    }
    throw new AssertionError(kind);
  }

  @Override
  public boolean isRequest(AsciiFrame frame) {
    return frame.cid1() == PaceCommand.CID1 && PaceCommand.isRequest(frame);
  }

  @Override
  public @Nullable PackQuestion hear(AsciiFrame request) {
    if (request.ver() != PaceCommand.VER || request.adr() > 15 || !isRequest(request)) {
      return null;
    }
    PaceTable table = PaceTable.readBy(request.code());
    if (table != null) {
      return PackQuestion.parameter(PackAddress.of(request.adr()), table.subject);
    }
    PaceCommand command = PaceCommand.of(request.code());
    if (command == null) {
      return null;
    }
    InfoReader info = request.info();
    // On this bus a pack is deaf to a COMMAND that is not its address.
    if (command.hasCommandByte() && info.u8() != request.adr()) {
      return null;
    }
    return new PackQuestion(PackAddress.of(request.adr()), command.kind);
  }

  @Override
  public AsciiFrame answer(PackQuestion question, PackReport report) {
    return answer(question, report, 0);
  }

  @Override
  public AsciiFrame answer(PackQuestion question, PackReport report, int control) {
    int address = question.address().value();
    InfoWriter info;
    switch (question.kind()) {
      case ANALOG:
        AnalogBlock.of((PackReading) report).write(info = BlockAnswer.start(address));
        break;
      case STATUS:
        StatusBlock.of((PackStatus) report, cells, control)
            .write(info = BlockAnswer.start(address));
        break;
      case FIRMWARE:
        info = new InfoWriter().text(((PackIdentity) report).firmware(), AnswerShape.TEXT);
        break;
      case SERIAL:
        info =
            new InfoWriter()
                .text(((PackIdentity) report).serial(), AnswerShape.TEXT)
                .text("", AnswerShape.TEXT);
        break;
      default:
        info = new InfoWriter().u8(1);
    }
    return ok(question.address(), info);
  }

  @Override
  public AsciiFrame answer(PackQuestion question, Map<String, ?> values) {
    InfoWriter info = new InfoWriter();
    table(question).layout(values.keySet()).write(values, info);
    return ok(question.address(), info);
  }

  @Override
  public @Nullable Map<String, Object> factory(String subject) {
    return PaceFactory.of(subject);
  }

  @Override
  public @Nullable Map<String, Object> simulated(String subject, PackReading pack) {
    return PaceFactory.simulated(subject, pack);
  }

  /** A simulated pack keeps no history, has no timed storage, and forgets nothing on request. */
  @Override
  public @Nullable AsciiFrame otherwise(AsciiFrame request) {
    if (request.ver() != PaceCommand.VER || request.adr() > 15 || !isRequest(request)) {
      return null;
    }
    PackAddress address = PackAddress.of(request.adr());
    return switch (request.code()) {
      case 0xA1 -> ok(address, new InfoWriter());
      case 0xC6 -> ok(address, new InfoWriter().text("SIM-AM5000 1.0", 30).text("SIM-HW 1.0", 10));
      case 0xA4, 0xB8, 0xBA, 0xBC -> refuse(address, ReturnCode.UNKNOWN_COMMAND);
      default -> null;
    };
  }

  @Override
  public @Nullable PackOrder hearOrder(AsciiFrame request) {
    if (request.ver() != PaceCommand.VER || request.adr() > 15 || !isRequest(request)) {
      return null;
    }
    PackAddress address = PackAddress.of(request.adr());
    PaceTable table = PaceTable.writtenBy(request.code());
    Map<String, Object> values = PaceOrder.written(request);
    if (table != null && values != null) {
      return new PackOrder(address, table.subject, values);
    }
    PaceSwitch turned = PaceSwitch.of(request);
    return turned == null ? null : new PackOrder(address, turned.name(), Map.of());
  }

  @Override
  public List<PackSwitch> switches() {
    return PaceSwitch.offered();
  }

  /** What is named neither by a table nor by a switch that is offered cannot be sent. */
  @Override
  public @Nullable AsciiFrame order(PackOrder order) {
    int address = order.address().value();
    PaceTable table = PaceTable.of(order.subject());
    if (table != null) {
      return PaceOrder.write(table, address, order.values());
    }
    PaceSwitch turned = PaceSwitch.named(order.subject());
    return turned == null || !turned.isOffered() ? null : PaceOrder.turn(turned, address);
  }

  @Override
  public int control(PackOrder order, int before) {
    PaceSwitch turned = PaceSwitch.named(order.subject());
    return turned == null ? before : turned.control(before);
  }

  /** A table is taken over; a simulated pack does not let its MOSFETs or itself be turned off. */
  @Override
  public AsciiFrame obey(PackOrder order, int control) {
    PaceSwitch turned = PaceSwitch.named(order.subject());
    if (turned == null) {
      return ok(order.address(), new InfoWriter());
    }
    return turned.cid2 == PaceSwitch.CONTROL
        ? ok(order.address(), new InfoWriter().u8(turned.order).u8(control))
        : refuse(order.address(), ReturnCode.REFUSED);
  }

  private static AsciiFrame ok(PackAddress address, InfoWriter info) {
    return AsciiFrame.of(
        PaceCommand.VER, address.value(), PaceCommand.CID1, ReturnCode.OK.wire(), info.toBytes());
  }

  @Override
  public AsciiFrame refuse(PackAddress address, ReturnCode why) {
    return AsciiFrame.of(PaceCommand.VER, address.value(), PaceCommand.CID1, why.wire());
  }
}
