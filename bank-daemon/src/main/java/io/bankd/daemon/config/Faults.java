package io.bankd.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong, so that a user mends a file once and not once a fault. */
public final class Faults {
  private final String file;
  private final List<ConfigFault> errors = new ArrayList<>();
  private final List<ConfigFault> warnings = new ArrayList<>();

  public Faults(String file) {
    this.file = file;
  }

  void error(Optional<Mark> mark, String path, String message) {
    errors.add(fault(mark, path, message));
  }

  void error(Node node, String path, String message) {
    error(node.getStartMark(), path, message);
  }

  void warning(Optional<Mark> mark, String path, String message) {
    warnings.add(fault(mark, path, message));
  }

  public boolean none() {
    return errors.isEmpty();
  }

  public List<ConfigFault> errors() {
    return inFileOrder(errors);
  }

  List<ConfigFault> warnings() {
    return inFileOrder(warnings);
  }

  /** “bank.yaml:12” */
  String place(Optional<Mark> mark) {
    return file + mark.map(m -> ":" + (m.getLine() + 1)).orElse("");
  }

  private ConfigFault fault(Optional<Mark> mark, String path, String message) {
    int line = mark.map(m -> m.getLine() + 1).orElse(0);
    int column = mark.map(m -> m.getColumn() + 1).orElse(0);
    return new ConfigFault(file, line, column, path, message);
  }

  private static List<ConfigFault> inFileOrder(List<ConfigFault> faults) {
    return faults.stream()
        .sorted(Comparator.comparingInt(ConfigFault::line).thenComparingInt(ConfigFault::column))
        .toList();
  }
}
