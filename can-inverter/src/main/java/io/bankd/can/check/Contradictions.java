package io.bankd.can.check;

import static io.bankd.can.check.Plausible.figure;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.check.Capture.Heard;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds values that cannot be true together, at one time or one after the other. */
final class Contradictions {
  /** A bank that really is empty climbs from 0 by single percents. */
  private static final double JUMP = 5;

  /** The end of 16 bits with a sign in 0.1 A. */
  private static final double SATURATED = 3276.7;

  private static final Map<String, String> SCALES =
      Map.of("current_a", "the current", "ccl_a", "CCL", "dcl_a", "DCL");

  private final CanDialect dialect;
  private final Findings findings;
  private final Map<String, Double> now = new HashMap<>();

  private Contradictions(CanDialect dialect, Findings findings) {
    this.dialect = dialect;
    this.findings = findings;
  }

  static void look(CanDialect dialect, List<Heard> frames, Findings findings) {
    Contradictions here = new Contradictions(dialect, findings);
    frames.stream().map(Heard::frame).forEach(here::frame);
    here.course(frames.stream().map(Heard::frame).toList());
  }

  private void frame(CanFrame frame) {
    Map<String, Object> said = dialect.decode(frame).orElse(Map.of());
    if (!dialect.ids().contains(frame.id())) {
      return;
    }
    said.keySet().forEach(name -> Plausible.number(said, name).ifPresent(v -> now.put(name, v)));
    if (said.containsKey("cvl_v")) {
      limits("0x%03X".formatted(frame.id()));
    }
    above(said, "vmin_mv", "vmax_mv", "the lowest cell voltage", "mV");
    above(said, "tmin_c", "tmax_c", "the lowest temperature", "°C");
    above(said, "tmin_k", "tmax_k", "the lowest temperature", "K");
    enabled(said);
    SCALES.forEach(
        (name, label) -> {
          double value = Plausible.number(said, name).orElse(0.0);
          if (Math.abs(value) >= SATURATED && !Refused.isInvalid(dialect, frame, name)) {
            findings.perhaps(
                name + "end",
                "0x%03X: %s is %s A, the end of the scale: it is saturated and the true value lies beyond"
                    .formatted(frame.id(), label, figure(value)));
          }
        });
  }

  private void limits(String id) {
    Double cvl = now.get("cvl_v");
    Double dvl = now.get("dvl_v");
    Double measured = now.get("voltage_v");
    if (cvl != null && dvl != null && cvl > 0 && dvl >= cvl && possible(cvl) && possible(dvl)) {
      findings.harm(
          "dvl over cvl",
          "%s: DVL is %s V and not below CVL, %s V: neither can be kept; DVL is where discharging ends"
              .formatted(id, figure(dvl), figure(cvl)));
    } else if (cvl != null && measured != null && measured > cvl + 0.5 && possible(measured)) {
      findings.perhaps(
          "cvl under voltage",
          "%s: CVL is %s V, below the %s V measured: SMA and Victron then discharge"
              .formatted(id, figure(cvl), figure(measured)));
    }
  }

  private static boolean possible(double volts) {
    return volts < 100;
  }

  private void above(Map<String, Object> said, String low, String high, String label, String unit) {
    Optional<Double> least = Plausible.number(said, low);
    Optional<Double> most = Plausible.number(said, high);
    if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
      findings.harm(
          low + "above",
          "%s, %s %s, is above the highest, %s %s: are the two exchanged?"
              .formatted(label, figure(least.get()), unit, figure(most.get()), unit));
    }
  }

  private void enabled(Map<String, Object> said) {
    for (String way : List.of("charge", "discharge")) {
      String limit = way.equals("charge") ? "ccl_a" : "dcl_a";
      if (Boolean.FALSE.equals(said.get(way + "_en")) && now.getOrDefault(limit, 0.0) > 0) {
        findings.perhaps(
            way + "enable",
            "the %s bit is off while %s offers %s A: some inverters heed the limit only; send 0"
                .formatted(
                    way,
                    limit.substring(0, 3).toUpperCase(Locale.ROOT),
                    figure(now.getOrDefault(limit, 0.0))));
      }
    }
  }

  private void course(List<CanFrame> frames) {
    List<Double> soc = values(frames, "soc");
    long zeros = soc.stream().takeWhile(value -> value == 0).count();
    if (zeros > 0 && zeros < soc.size() && soc.get((int) zeros) >= JUMP) {
      findings.harm(
          "soc first",
          "SOC is 0 %% in the first %d frames and then %s %%: an inverter shuts down at 0; send nothing before SOC is known"
              .formatted(zeros, figure(soc.get((int) zeros))));
    } else if (zeros > 0 && zeros == soc.size()) {
      findings.perhaps("soc", "SOC is 0 % from start to end: is it not known?");
    }
    List<Double> warm = values(frames, "temp_c");
    if (!warm.isEmpty() && warm.stream().allMatch(value -> value == 0)) {
      findings.perhaps(
          "no sensor",
          "the temperature is exactly 0.0 °C from start to end: no sensor? Inverters may forbid charging");
    }
    List<Double> ccl = values(frames, "ccl_a");
    List<Double> dcl = values(frames, "dcl_a");
    if (!ccl.isEmpty()
        && ccl.stream().allMatch(a -> a == 0)
        && dcl.stream().allMatch(a -> a == 0)) {
      findings.perhaps(
          "no way", "CCL and DCL are 0 A from start to end: the battery forbids both ways");
    }
  }

  private List<Double> values(List<CanFrame> frames, String name) {
    return frames.stream()
        .filter(frame -> dialect.ids().contains(frame.id()))
        .map(frame -> Plausible.number(dialect.decode(frame).orElse(Map.of()), name).orElse(null))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
