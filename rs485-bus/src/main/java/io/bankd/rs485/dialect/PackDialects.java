package io.bankd.rs485.dialect;

import io.bankd.rs485.PackDialect;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.pace.PaceVocabulary;
import io.bankd.rs485.pylon.PylonDialect;
import io.bankd.rs485.pylon.PylonVocabulary;
import java.util.List;
import java.util.Optional;

/** What packs may speak on a bus, and what may be read in a capture. */
public final class PackDialects {
  private PackDialects() {}

  /** The names there are; {@code pylon-pace} is a PACE board that is set to speak Pylontech's. */
  public static List<String> names() {
    return List.of("pace", "pylon", "pylon-pace");
  }

  /** The dialect of a name for packs of so many cells in series, 1…32. */
  public static Optional<PackDialect> named(String name, int cells) {
    switch (name) {
      case "pace":
        return Optional.of(new PaceDialect(cells));
      case "pylon":
        return Optional.of(PylonDialect.of(cells));
      case "pylon-pace":
        return Optional.of(PylonDialect.paceBoard(cells));
      default:
        return Optional.empty();
    }
  }

  /** The names of what a capture can be read as. */
  public static List<String> logNames() {
    return List.of("pace", "pylon", "pylon-pace", "auto");
  }

  /** A log to be read as a protocol, or with {@code auto} as whatever each frame says it is. */
  public static Optional<FrameLog> log(String name) {
    switch (name) {
      case "pace":
        return Optional.of(FrameLog.of(new PaceVocabulary(), new PylonVocabulary()));
      case "pylon":
        return Optional.of(FrameLog.of(new PylonVocabulary(), new PaceVocabulary()));
      case "pylon-pace":
        return Optional.of(FrameLog.of(PylonVocabulary.ofPaceBoards(), new PaceVocabulary()));
      case "auto":
        return Optional.of(new FrameLog(new PaceVocabulary(), new PylonVocabulary()));
      default:
        return Optional.empty();
    }
  }
}
