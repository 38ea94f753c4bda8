package io.bankd.daemon.cli;

import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.RecordsConfig;
import io.bankd.daemon.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records and the control socket are: as configured, as systemd says, or as usual. */
final class Places {
  static final String STATE = "/var/lib/bank-daemon";
  static final String SOCKET = "/run/bank-daemon/control.sock";

  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private Places() {}

  /** The records of the daemon; a place that cannot be had is said, and costs only the records. */
  static Store store(RecordsConfig config, Map<String, String> environment) {
    Path directory = config.directory();
    if (directory == null) {
      directory = state(environment);
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      String why = "nothing is recorded: " + directory + " cannot be made (" + e.getMessage() + ")";
      LOG.warn("{}; set state.directory to one that this user may write", why);
      return Store.none(why);
    }
    return Store.open(directory, config.events());
  }

  /** Where what passes over the wires is recorded. */
  static Path tapes(DaemonConfig config, Map<String, String> environment) {
    Path directory = config.recording().directory();
    if (directory != null) {
      return directory;
    }
    Path records = config.records().directory();
    return (records != null ? records : state(environment)).resolve("tapes");
  }

  /** The control socket. */
  static Path socket(RecordsConfig config, Map<String, String> environment) {
    Path socket = config.socket();
    return socket != null ? socket : socket(environment);
  }

  static Path state(Map<String, String> environment) {
    return Path.of(first(environment, "STATE_DIRECTORY", STATE));
  }

  static Path socket(Map<String, String> environment) {
    String directory = environment.getOrDefault("RUNTIME_DIRECTORY", "");
    return directory.isEmpty()
        ? Path.of(SOCKET)
        : Path.of(first(environment, "RUNTIME_DIRECTORY", "")).resolve("control.sock");
  }

  /** What to do when the records in a directory cannot be read. */
  static String hint(Path directory) {
    return directory.toString().equals(STATE)
        ? "; try with sudo, or say with --state where the daemon keeps its records"
        : "; --state names the directory, state.directory in the daemon's configuration";
  }

  /** systemd separates several by colons, see systemd.exec(5). */
  private static String first(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value.split(":", 2)[0];
  }
}
