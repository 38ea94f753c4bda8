package io.bankd.can;

import io.bankd.unit.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether a frame sounds as if the inverter spoke another dialect than ours. An inference from the
 * documents, not tried on hardware: a suspicion for the installer, never a reason to act.
 */
final class Accent {
  private static final int ANSWER = 0x305;
  private static final int FEW = 3;

  private final CanDialect ours;
  private final Set<Integer> battery;
  private final Set<Integer> inverter;
  private final List<Voice> all;

  /** A dialect with the identifiers of both its sides; frames of single packs tell nothing. */
  private record Voice(CanDialect dialect, Set<Integer> battery, Set<Integer> inverter) {}

  /**
   * @param all every dialect there is, ours or not
   */
  Accent(CanDialect ours, List<CanDialect> all) {
    this.ours = ours;
    this.battery = ours.ids();
    this.inverter = ours.heartbeatIds();
    this.all = all.stream().map(d -> new Voice(d, sentIn(d), d.heartbeatIds())).toList();
  }

  /** A sentence, or empty when the frame sounds right or says nothing. */
  Optional<String> suspicion(CanFrame frame) {
    if (inverter.contains(frame.id())) {
      return frame.id() == ANSWER ? answer(frame) : Optional.empty();
    }
    if (battery.contains(frame.id())) {
      return Optional.empty();
    }
    String id = "0x%03X".formatted(frame.id());
    List<CanDialect> answering = speaking(v -> v.inverter().contains(frame.id()));
    if (!answering.isEmpty()) {
      return Optional.of(
          ("the inverter says %s, as it does in %s; here it is told its limits in %s:"
                  + " choose the same on both sides")
              .formatted(id, names(answering), ours.name()));
    }
    List<CanDialect> batteries = speaking(v -> v.battery().contains(frame.id()));
    return batteries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "another battery seems to speak on this bus: %s belongs to %s"
                .formatted(id, names(batteries)));
  }

  private static Set<Integer> sentIn(CanDialect dialect) {
    return dialect.sent().stream().map(FrameLayout::id).collect(Collectors.toUnmodifiableSet());
  }

  private List<CanDialect> speaking(Predicate<Voice> which) {
    return all.stream().filter(which).map(Voice::dialect).toList();
  }

  /** SMA answers with what it measures, all others with zeros. */
  private Optional<String> answer(CanFrame frame) {
    boolean silent = IntStream.range(0, frame.length()).allMatch(i -> frame.u8(i) == 0);
    if (measures(ours)) {
      return silent
          ? Optional.of(
              ("the inverter answers 0x305 with zeros, as none does in %s:"
                      + " is it set to another dialect?")
                  .formatted(ours.name()))
          : Optional.empty();
    }
    List<CanDialect> telling = speaking(v -> measures(v.dialect()) && measured(v.dialect(), frame));
    return silent || telling.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("the inverter answers 0x305 with measured values, as it does in %s;"
                    + " here it is told its limits in %s")
                .formatted(names(telling), ours.name()));
  }

  private static boolean measures(CanDialect dialect) {
    return said(dialect, CanFrame.of(ANSWER, new byte[8])).containsKey(InverterMeasurement.VOLTAGE);
  }

  private static boolean measured(CanDialect dialect, CanFrame frame) {
    return InverterMeasurement.of(said(dialect, frame), Moment.ofNanos(0)).isPresent();
  }

  private static Map<String, Object> said(CanDialect dialect, CanFrame frame) {
    return dialect.decode(frame).orElse(Map.of());
  }

  private static String names(List<CanDialect> dialects) {
    String few =
        dialects.stream().limit(FEW).map(CanDialect::name).collect(Collectors.joining(", "));
    return dialects.size() > FEW ? few + " and others" : few;
  }
}
