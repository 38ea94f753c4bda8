package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.unit.Current;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Courses of currents for a bank of 200 A nominal, and figures as people write them. */
class CourseTest {
  private static final Current NOMINAL = Current.ofAmperes(200);

  private static Leg leg(int seconds, int perMille, boolean ramp) {
    return new Leg(Duration.ofSeconds(seconds), perMille, Leg.SHARE, ramp);
  }

  private static double amperes(Course course, double second) {
    Duration elapsed = Duration.ofMillis(Math.round(1000 * second));
    return course.at(elapsed, NOMINAL).milliamperes() / 1000.0;
  }

  @Test
  void stepsGoOverAndOver() {
    Course course = Course.steps(10, 500, 5, -1000);
    assertThat(amperes(course, 9.9)).isEqualTo(100);
    assertThat(amperes(course, 10)).isEqualTo(-200);
    assertThat(amperes(course, 15)).isEqualTo(100);
    assertThat(amperes(course, 1_500_011)).isEqualTo(-200);
  }

  @Test
  void aRampBeginsWhereTheLegBeforeItEndedTheLastOneToo() {
    Course course = new Course(List.of(leg(10, 500, true), leg(10, -500, true)));
    assertThat(amperes(course, 0)).isEqualTo(-100);
    assertThat(amperes(course, 5)).isEqualTo(0);
    assertThat(amperes(course, 10)).isEqualTo(100);
    assertThat(amperes(course, 17.5)).isEqualTo(-50);
  }

  @Test
  void anEndlessLegStays() {
    Leg last = new Leg(Leg.ENDLESS, -30_000, Leg.AMPERES, false);
    Course course = new Course(List.of(leg(10, 500, true), last));
    assertThat(amperes(course, 5)).as("from nothing").isEqualTo(50);
    assertThat(amperes(course, 1e6)).isEqualTo(-30);
    assertThatThrownBy(() -> new Course(List.of(last, last))).hasMessageContaining("never ends");
  }

  @Property
  void whatIsWrittenIsReadAsTheSame(
      @ForAll @IntRange(max = 4) int places, @ForAll @IntRange(min = -90_000) int value) {
    Measure measure = new Measure("any", "mΩ", places, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (Math.abs((long) value) / Math.pow(10, places) < 1e7) {
      assertThat(measure.read(measure.write(value))).isEqualTo(value);
    }
  }

  @Property(tries = 300)
  void noTextIsReadAsMoreThanIsAllowed(@ForAll String text) {
    Integer read = Trait.SOC.measure().read(text);
    assertThat(Objects.requireNonNullElse(read, 0)).isBetween(0, 10_000);
  }

  @ParameterizedTest
  @CsvSource({"60 %, 6000", "60, 6000", "0.05 %, 5", "1.50 %, 150", "100 %, 10000"})
  void aFigureIsReadWithItsUnitOrWithout(String text, int value) {
    assertThat(Trait.SOC.measure().read(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"101 %", "-1 %", "0.001 %", "half", "6e1", "''", "%", "60 A"})
  void whatIsNoFigureIsNotRead(String text) {
    assertThat(Trait.SOC.measure().read(text)).isNull();
  }
}
