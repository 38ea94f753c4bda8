package io.bankd.daemon.config;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of the file while it is read: hands out typed values, remembers which keys were asked
 * for, and complains of the rest.
 *
 * <p>A value that is missing or wrong is reported and replaced by its default, so that reading goes
 * on and finds the next fault.
 */
public final class Section {
  private final Faults faults;
  private final String path;
  private final Optional<Mark> mark;
  private final @Nullable MappingNode mapping;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  Section(Faults faults, String path, Optional<Mark> mark, @Nullable MappingNode node) {
    this.faults = faults;
    this.path = path;
    this.mark = mark;
    this.mapping = node;
    for (NodeTuple tuple : node == null ? List.<NodeTuple>of() : node.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      keys.put(key, tuple.getKeyNode());
      if (values.put(key, tuple.getValueNode()) != null) {
        faults.error(tuple.getKeyNode(), at(key), "is given twice; keep one of them");
      }
    }
  }

  /** The same section, where nobody hears what is wrong. */
  Section unheard() {
    return new Section(new Faults(""), path, mark, mapping);
  }

  Faults faults() {
    return faults;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Where a key's value stands, or the section itself where the key is missing. */
  Optional<Mark> markOf(String key) {
    Node node = values.get(key);
    return node == null ? mark : node.getStartMark();
  }

  /** “bank.yaml:12”, where a key's value stands. */
  String placeOf(String key) {
    return faults.place(markOf(key));
  }

  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  @Nullable Node node(String key) {
    known.add(key);
    return values.get(key);
  }

  /** A section of its own below {@code key}; an empty one where it is missing. */
  public Section section(String key) {
    return asSection(node(key), at(key));
  }

  /** The sections of a list; one section alone counts as a list of one. */
  public List<Section> sections(String key) {
    Node node = node(key);
    if (node == null) {
      faults.error(mark, at(key), "is missing; give a list with at least one entry");
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(asSection(node, at(key)));
    }
    List<Section> sections = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      sections.add(asSection(item, at(key) + "[" + sections.size() + "]"));
    }
    if (sections.isEmpty()) {
      faults.error(node, at(key), "is an empty list; give at least one entry");
    }
    return sections;
  }

  private Section asSection(@Nullable Node node, String where) {
    if (node == null) {
      return new Section(faults, where, mark, null);
    }
    if (node instanceof MappingNode mapping) {
      return new Section(faults, where, node.getStartMark(), mapping);
    }
    faults.error(node, where, "is not a mapping; expected indented “key: value” lines");
    return new Section(faults, where, node.getStartMark(), null);
  }

  public @Nullable String text(String key) {
    Node node = node(key);
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    faults.error(node, at(key), "is not a single value");
    return null;
  }

  public String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  public String oneOf(String key, String otherwise, List<String> allowed) {
    String text = text(key, otherwise);
    if (!allowed.contains(text)) {
      error(key, unknown(text, allowed));
      return otherwise;
    }
    return text;
  }

  /** The words of a list, none where it is missing; one word alone counts as a list of one. */
  public List<String> someOf(String key, List<String> allowed) {
    Node node = node(key);
    List<Node> items =
        node instanceof SequenceNode sequence
            ? sequence.getValue()
            : node == null ? List.of() : List.of(node);
    List<String> words = new ArrayList<>();
    for (Node item : items) {
      String word = item instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
      if (allowed.contains(word)) {
        words.add(word);
      } else {
        faults.error(item, at(key), unknown(word, allowed));
      }
    }
    return words;
  }

  private static String unknown(String word, List<String> allowed) {
    String meant =
        Suggestion.among(allowed, word).map(s -> "; did you mean “" + s + "”?").orElse("");
    return "“" + word + "” is unknown; allowed are " + String.join(", ", allowed) + meant;
  }

  public boolean bool(String key, boolean otherwise) {
    return oneOf(key, Boolean.toString(otherwise), List.of("true", "false")).equals("true");
  }

  int integer(String key, int lowest, int highest, int otherwise) {
    return value(key, otherwise, lowest, highest, lowest + "…" + highest, Integer::parseInt);
  }

  Voltage voltage(String key, Voltage lowest, Voltage highest, Voltage otherwise) {
    Function<String, Voltage> parse = t -> Voltage.ofMillivolts(scaled(t, "V", 3));
    return value(key, otherwise, lowest, highest, lowest + "…" + highest, parse);
  }

  Current current(String key, Current lowest, Current highest, Current otherwise) {
    Function<String, Current> parse = t -> Current.ofMilliamperes(scaled(t, "A", 3));
    return value(key, otherwise, lowest, highest, lowest + "…" + highest, parse);
  }

  Capacity capacity(String key, Capacity lowest, Capacity highest, Capacity otherwise) {
    Function<String, Capacity> parse = t -> Capacity.ofMilliampereHours(scaled(t, "Ah", 3));
    return value(key, otherwise, lowest, highest, lowest + "…" + highest, parse);
  }

  public Ratio percent(String key, Ratio lowest, Ratio highest, Ratio otherwise) {
    Function<String, Ratio> parse = t -> Ratio.ofBasisPoints(scaled(t, "%", 2));
    return value(key, otherwise, lowest, highest, lowest + "…" + highest, parse);
  }

  public Duration duration(String key, Duration lowest, Duration highest, Duration otherwise) {
    String range = Durations.words(lowest) + "…" + Durations.words(highest);
    return value(key, otherwise, lowest, highest, range, Durations::parse);
  }

  private <T extends Comparable<? super T>> T value(
      String key, T otherwise, T lowest, T highest, String range, Function<String, T> parse) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    try {
      T value = parse.apply(text);
      if (value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0) {
        return value;
      }
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      String hint = otherwise instanceof Duration ? " with its unit, as in 5 s or 500 ms" : "";
      error(key, "“" + text + "” cannot be read; expected a value in " + range + hint);
      return otherwise;
    }
    error(key, text + " is out of range; allowed is " + range);
    return otherwise;
  }

  /** “56.0 V” or “56.0” as an integer in the finest step of the unit. */
  private static int scaled(String text, String unit, int places) {
    String number = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : text;
    return new BigDecimal(number.strip()).movePointRight(places).intValueExact();
  }

  public void error(String key, String message) {
    faults.error(markOf(key), at(key), message);
  }

  public void missing(String key, String whatToDo) {
    faults.error(mark, at(key), "is missing; " + whatToDo);
  }

  /** To be called last: every key that nobody asked for is a fault, most likely a slip. */
  public void refuseUnknown() {
    for (Map.Entry<String, Node> entry : keys.entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String meant =
            Suggestion.among(known, key)
                .map(s -> "; did you mean “" + s + "”?")
                .orElse("; known here: " + String.join(", ", known));
        faults.error(entry.getValue(), at(key), "is not a setting" + meant);
      }
    }
  }
}
