package io.bankd.can.dialect;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an installer may set where an inverter is particular; each dialect has a safe default for
 * all of it, and ignores what does not concern it.
 *
 * @param name the battery's name, up to 8 ASCII characters; null for the dialect's own
 * @param modules the number of packs told, 1…254; null for the packs online
 * @param quirks what is sent otherwise than usual
 */
public record DialectOptions(@Nullable String name, @Nullable Integer modules, Set<Quirk> quirks) {
  /** What a name is made of. */
  public static final String NAME = "[ -~]{1,8}";

  /** How many characters of it a dialect can tell. */
  public static int nameLength(String dialect) {
    return dialect.equals("growatt_lv") ? 2 : 8;
  }

  /** Every dialect as its document has it. */
  public static final DialectOptions DEFAULT = new DialectOptions(null, null, Set.of());

  public DialectOptions {
    EnumSet<Quirk> copy = EnumSet.noneOf(Quirk.class);
    copy.addAll(quirks);
    quirks = Collections.unmodifiableSet(copy);
    if (name != null && !name.matches(NAME)) {
      throw new IllegalArgumentException("a name has 1…8 ASCII characters, not “" + name + "”");
    }
    if (modules != null && (modules < 1 || modules > 254)) {
      throw new IllegalArgumentException(modules + " modules are outside 1…254");
    }
  }

  /** The same with this quirk. */
  public DialectOptions with(Quirk quirk) {
    EnumSet<Quirk> more = EnumSet.of(quirk);
    more.addAll(quirks);
    return new DialectOptions(name, modules, more);
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  String nameOr(String usual) {
    String own = name;
    return own == null ? usual : own;
  }
}
