package io.bankd.daemon.config;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code packs: 2-15} or {@code packs: [2, 3, 5-7]}: addresses 0 and 2…15, none twice. */
public final class PackList {
  private final Section section;
  private final TreeSet<Integer> addresses = new TreeSet<>();

  private PackList(Section section) {
    this.section = section;
  }

  /** The section's packs; 2…15 where it names none. */
  public static List<PackAddress> read(Section section) {
    Node node = section.node("packs");
    if (node == null) {
      return range(2, 15);
    }
    PackList list = new PackList(section);
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(list::add);
    } else {
      list.add(node);
    }
    if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      list.fault(node, "lists no pack; write 2, or 2-15");
    }
    return list.addresses.stream().map(PackAddress::of).toList();
  }

  private void add(Node node) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    String[] ends = text.split("\\s*-\\s*", 2);
    Integer first = number(ends[0]);
    Integer last = ends.length == 2 ? number(ends[1]) : first;
    if (first == null || last == null || last < first) {
      fault(node, "“" + text + "” is no address and no range; write 2, or 2-15");
      return;
    }
    if (last > 15) {
      fault(node, text + " is out of range; allowed are 0 and 2…15 (four DIP switches)");
      return;
    }
    for (int address = first; address <= last; address++) {
      add(node, address);
    }
  }

  private void add(Node node, int address) {
    if (address == PackAddress.MASTER.value()) {
      fault(
          node,
          "1 is the master's own address, which is this daemon: set the pack's DIP switches to a"
              + " free address of 2…15 ("
              + PackAddress.of(2).dip()
              + " is 2)");
    } else if (!addresses.add(address)) {
      fault(node, address + " is listed twice; every pack of a bus has an address of its own");
    }
  }

  private void fault(Node node, String message) {
    section.faults().error(node, section.at("packs"), message);
  }

  private static @Nullable Integer number(String text) {
    return text.matches("\\d{1,4}") ? Integer.valueOf(text) : null;
  }

  private static List<PackAddress> range(int first, int last) {
    List<PackAddress> list = new ArrayList<>();
    for (int address = first; address <= last; address++) {
      list.add(PackAddress.of(address));
    }
    return list;
  }
}
