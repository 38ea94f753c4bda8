package io.bankd.daemon.cli;

import io.bankd.pack.PackAddress;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Pack addresses as they are typed: “2-5”, “2,3,7” or “2-15,0”. */
final class AddressList {
  private AddressList() {}

  /** Those addresses, the least first; none where nothing was typed. */
  static List<PackAddress> read(CommandSpec spec, String option, @Nullable String list) {
    if (list == null) {
      return List.of();
    }
    TreeSet<PackAddress> addresses = new TreeSet<>();
    for (String part : list.split(",", -1)) {
      String[] ends = part.strip().split("\\s*-\\s*", 2);
      boolean sound = true;
      for (String end : ends) {
        sound &= end.matches("\\d|1[0-5]");
      }
      Named.require(
          spec, sound, option + ": “" + list + "” is no list of addresses, such as 2-5 or 2,3,7");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int address = Integer.parseInt(ends[0]); address <= last; address++) {
        addresses.add(PackAddress.of(address));
      }
    }
    Named.require(
        spec,
        !addresses.contains(PackAddress.MASTER),
        option + ": 1 is the master's own address, which is this daemon; packs are 2…15, and 0");
    Named.require(spec, !addresses.isEmpty(), option + ": “" + list + "” names no pack");
    return List.copyOf(addresses);
  }
}
