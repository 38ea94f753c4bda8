package io.bankd.rs485.pylon;

import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.log.Relative;
import io.bankd.rs485.log.SeplosShape;
import io.bankd.rs485.log.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pylontech's 0x20 in plain names and values; Seplos V2 is told apart and named. */
public final class PylonVocabulary implements Vocabulary {
  /** Answers that are told by their length; of two that share one the former is meant. */
  private static final List<PylonCommand> BY_LENGTH =
      List.of(
          PylonCommand.PROTOCOL,
          PylonCommand.SYSTEM_ALARMS,
          PylonCommand.FIRMWARE,
          PylonCommand.SYSTEM_LIMITS,
          PylonCommand.LIMITS,
          PylonCommand.SERIAL,
          PylonCommand.SETTINGS,
          PylonCommand.MAKER,
          PylonCommand.SYSTEM);

  private final String name;
  private final int capacityUnit;

  private PylonVocabulary(String name, int capacityUnit) {
    this.name = name;
    this.capacityUnit = capacityUnit;
  }

  /** Of Pylontech's own modules. */
  public PylonVocabulary() {
    this("pylon", 1);
  }

  /** Of PACE boards that speak it, with capacities in 10 mAh. */
  public static PylonVocabulary ofPaceBoards() {
    return new PylonVocabulary("pylon-pace", 10);
  }

  @Override
  public String name() {
    return name;
  }

  /** Firmwares answer with the version they have, 20 to 2F; 25 is PACE's. */
  @Override
  public boolean owns(AsciiFrame frame) {
    return frame.ver() >> 4 == 2 && frame.ver() != 0x25 && frame.cid1() == PylonCommand.CID1;
  }

  @Override
  public String nameOf(AsciiFrame frame) {
    return SeplosShape.isAny(frame) ? Relative.SEPLOS.label() : name;
  }

  @Override
  public boolean isRequest(AsciiFrame frame) {
    return PylonCommand.isRequest(frame);
  }

  @Override
  public boolean canAnswer(int cid2, AsciiFrame answer, @Nullable Boolean group) {
    PylonCommand command = PylonCommand.of(cid2);
    if (command == PylonCommand.ANALOG) {
      return !PylonAnalog.modules(answer).isEmpty() || SeplosShape.isAnalog(answer);
    }
    if (command == PylonCommand.STATUS) {
      return isStatus(answer);
    }
    return command == null ? answer.infoLength() == 0 : PylonAnswer.fits(command, answer);
  }

  @Override
  public @Nullable Integer guess(AsciiFrame answer) {
    if (!PylonAnalog.modules(answer).isEmpty() || SeplosShape.isAnalog(answer)) {
      return PylonCommand.ANALOG.cid2;
    }
    if (SeplosShape.isStatus(answer)) {
      return PylonCommand.STATUS.cid2;
    }
    for (PylonCommand command : BY_LENGTH) {
      if (PylonAnswer.fits(command, answer)) {
        return command.cid2;
      }
    }
    return isStatus(answer) ? PylonCommand.STATUS.cid2 : null;
  }

  private static boolean isStatus(AsciiFrame answer) {
    return SeplosShape.isStatus(answer) || !PylonStatus.modules(answer).isEmpty();
  }

  @Override
  public void describeRequest(AsciiFrame request, Map<String, Object> fields) {}

  @Override
  public void describeAnswer(
      int cid2, AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    PylonCommand command = PylonCommand.of(cid2);
    if (command == PylonCommand.ANALOG) {
      describeAnalog(frame, group, fields);
    } else if (command == PylonCommand.STATUS) {
      describeStatus(frame, group, fields);
    } else if (command != null && PylonAnswer.fits(command, frame)) {
      describeTable(command, frame, fields);
    } else {
      if (command != null) {
        fields.put("valid", Refusal.SIZE.name());
      }
      FrameLog.putInfo(frame, fields);
    }
  }

  private static void describeTable(
      PylonCommand command, AsciiFrame frame, Map<String, Object> fields) {
    Integer second = PylonAnswer.command(command, frame);
    if (second != null) {
      fields.put("command", second);
    } else if (command == PylonCommand.SETTINGS) {
      fields.put("infoflag", frame.info().u8());
    }
    Map<String, Object> values = PylonAnswer.values(command, frame);
    fields.putAll(values);
    PackReply.Refused refused = PylonAnswer.implausible(values);
    if (refused != null) {
      fields.put("valid", refused.reason().name());
    }
    if (command == PylonCommand.SETTINGS) {
      fields.put("left", 0);
    }
    if (command == PylonCommand.MAKER) {
      // Other makers fill the same bytes as they please.
      byte[] text = frame.info().bytes(frame.infoLength());
      fields.put("info_text", new String(text, StandardCharsets.ISO_8859_1));
    }
  }

  private void describeAnalog(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    if (SeplosShape.isAnalog(frame)) {
      SeplosAnalog.describe(frame, fields);
      return;
    }
    List<PylonAnalog> modules = PylonAnalog.modules(frame);
    if (modules.isEmpty()) {
      fields.put("valid", Refusal.SIZE.name());
      FrameLog.putInfo(frame, fields);
      return;
    }
    int left = frame.infoLength() - 2 - modules.stream().mapToInt(PylonAnalog::bytes).sum();
    putHead(frame, modules.size(), group, fields);
    List<Object> packs = new ArrayList<>();
    for (PylonAnalog module : modules) {
      packs.add(ModuleDescription.analog(module, capacityUnit));
      PackReply.Refused refused = module.implausible();
      if (refused != null && "ok".equals(fields.get("valid"))) {
        fields.put("valid", refused.reason().name());
      }
    }
    fields.put("pack", packs);
    fields.put("left", left);
    if (left > 0) {
      fields.put("valid", Refusal.TAIL.name());
    }
  }

  private static void putHead(
      AsciiFrame frame, int modules, @Nullable Boolean group, Map<String, Object> fields) {
    InfoReader info = frame.info();
    fields.put("infoflag", info.u8());
    int second = info.u8();
    // COMMAND repeats the address; where it does not, it counts. Several modules are a group's,
    // whatever the last question that was seen asked for.
    boolean isCount = modules > 1 || (group != null ? group : second != frame.adr());
    if (isCount) {
      fields.put("packs", modules);
    }
    if (isCount && second != modules) {
      fields.put("count_byte", second);
    }
    if (!isCount || modules == 1) {
      fields.put("command", second);
    }
  }

  private static void describeStatus(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    if (SeplosShape.isStatus(frame)) {
      FrameLog.putInfo(frame, fields);
      return;
    }
    List<PylonStatus> modules = PylonStatus.modules(frame);
    if (modules.isEmpty()) {
      fields.put("valid", Refusal.SIZE.name());
      FrameLog.putInfo(frame, fields);
      return;
    }
    putHead(frame, modules.size(), group, fields);
    fields.put("pack", modules.stream().map(ModuleDescription::status).toList());
    fields.put("left", modules.get(0).tail().length);
    fields.put("valid", "ok");
    modules.stream()
        .map(PylonStatus::implausible)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(refused -> fields.put("valid", refused.reason().name()));
  }
}
