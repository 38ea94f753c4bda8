package io.bankd.bank;

import static io.bankd.pack.PackCondition.CELL_UNDER_VOLTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.FigureText;
import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/**
 * Packs 2 and 3 of a bank; pack 3 has protected itself, is taken out, and another takes its place.
 */
class SerialsTest {
  private static final String OLD = "AM5000-0003";
  private static final String NEW = "AM5000-0017";

  private final Bench bench = new Bench(2, 3).run(20);

  private void named(String two, String three) {
    bench.says(2, two).says(3, three).says(2, two).says(3, three);
  }

  private void emptied() {
    bench.pack(3).cell(4, 2650);
    bench.run(10);
    bench.pack(3).cell(4, 3200);
    bench.run(10);
    assertThat(isProtected()).isTrue();
  }

  private void takenOut() {
    bench.silence(3).run(20).wake(3).run(5);
  }

  private boolean isProtected() {
    return bench.view(3).protections().contains(CELL_UNDER_VOLTAGE);
  }

  private List<String> said() {
    return bench.events.stream()
        .filter(event -> event.rule().equals("exchanged"))
        .map(Event::text)
        .toList();
  }

  @Test
  void anotherPackStartsAnewOnceItHasToldItsNumberTwice() {
    named("AM5000-0002", OLD);
    emptied();
    takenOut();
    assertThat(isProtected()).as("nobody knows that it is another").isTrue();
    bench.says(3, NEW);
    assertThat(isProtected()).as("told once").isTrue();
    bench.says(3, NEW).run(5);
    assertThat(isProtected()).isFalse();
    assertThat(bench.view(3).life().counters().figures())
        .isNotEqualTo(bench.view(2).life().counters().figures());
    assertThat(said())
        .containsExactly(
            "pack 3 is another pack now: serial AM5000-0017 instead of AM5000-0003; it starts anew:"
                + " no counters, no locks, its charge not yet known");
  }

  @Test
  void aPackThatComesBackFindsWhatItWentThrough() {
    named("AM5000-0002", OLD);
    emptied();
    takenOut();
    bench.says(3, NEW).says(3, NEW).run(5).restart().run(20);
    assertThat(isProtected()).isFalse();
    takenOut();
    bench.says(3, OLD).says(3, OLD).run(5);
    assertThat(isProtected()).as("its protection was never released").isTrue();
    assertThat(said().get(1)).endsWith("it goes on with what is known of it from before");
  }

  @Test
  void packsThatChangePlacesTakeTheirLivesWithThem() {
    named("AM5000-0002", OLD);
    emptied();
    bench.restart();
    bench.pack(2).cell(4, 3200);
    bench.pack(3).cell(4, 3300);
    bench.run(20);
    bench.says(2, OLD).says(3, "AM5000-0002").says(2, OLD).says(3, "AM5000-0002").run(5);
    assertThat(isProtected()).isFalse();
    assertThat(bench.view(2).protections()).contains(CELL_UNDER_VOLTAGE);
    assertThat(said()).hasSize(2).allMatch(text -> text.endsWith("from before"));
  }

  @Test
  void aMisreadNumberChangesNothing() {
    named("AM5000-0002", OLD);
    emptied();
    for (int day = 0; day < 5; day++) {
      takenOut();
      bench.says(3, "AM5000-00" + (20 + day)).says(3, OLD).run(5);
    }
    takenOut();
    bench.says(3, "AM5000-0050").says(3, "AM5000-0051").says(3, "").says(3, "000000").run(5);
    assertThat(isProtected()).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void aPackThatWasInSightAllTheTimeIsNotAnother() {
    named("AM5000-0002", OLD);
    emptied();
    bench.says(3, NEW).says(3, NEW).says(3, NEW).run(5);
    assertThat(isProtected()).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void firmwareThatTellsTheSameOfEveryPackTellsNothing() {
    named("P16S100A-2", "P16S100A-2");
    emptied();
    for (int day = 0; day < 5; day++) {
      takenOut();
      named("P16S100A-2", day % 2 == 0 ? "P16S100A-2" : OLD);
      bench.restart().run(20);
    }
    assertThat(isProtected()).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void packsThatAreGoneAreKeptUpToSixOfThem() {
    named("AM5000-0002", OLD);
    for (int other = 100; other < 120; other++) {
      takenOut();
      bench.says(3, "AM5000-" + other).says(3, "AM5000-" + other).restart().run(20);
    }
    Figures kept = bench.bank.figures().group("serials");
    assertThat(FigureText.in(kept.group("pack.3"))).isEqualTo("AM5000-119");
    assertThat(FigureText.in(kept.group("former.0").group("serial"))).isEqualTo("AM5000-113");
    assertThat(FigureText.in(kept.group("former.5").group("serial"))).isEqualTo("AM5000-118");
    assertThat(kept.group("former.6")).isEqualTo(Figures.NONE);
  }

  private boolean isProtected(int address) {
    return bench.view(address).protections().contains(CELL_UNDER_VOLTAGE);
  }

  private void says(int address, String serial, int times) {
    for (int n = 0; n < times; n++) {
      bench.says(address, serial).run(2);
    }
  }

  @Test
  void packsThatChangePlacesWhileTheDaemonRunsTakeTheirLivesWithThem() {
    named("AM5000-0002", OLD);
    emptied();
    bench.silence(2, 3).run(20).wake(2, 3);
    bench.pack(2).cell(4, 3200);
    bench.pack(3).cell(4, 3300);
    bench.run(5);
    named(OLD, "AM5000-0002");
    bench.run(60);
    assertThat(isProtected(2)).as("the empty one").isTrue();
    assertThat(isProtected(3)).as("the sound one").isFalse();
    assertThat(said()).hasSize(2).allMatch(text -> text.endsWith("from before"));
    named(OLD, "AM5000-0002");
    bench.run(60);
    assertThat(said()).as("nothing flaps").hasSize(2);
  }

  @Test
  void aPackThatMovesTakesItsProtectionWithItAndTheNextAtItsOldAddressDoesNotInheritIt() {
    named("AM5000-0002", OLD);
    emptied();
    bench.silence(2, 3).run(20).wake(2);
    bench.pack(2).cell(4, 3200);
    bench.run(5);
    says(2, OLD, 10);
    assertThat(isProtected(2)).isTrue();
    bench.restart().wake(3);
    bench.pack(3).cell(4, 3300);
    bench.run(20);
    says(3, "AM5000-0077", 10);
    assertThat(isProtected(3)).as("sound, and announced").isFalse();
    assertThat(isProtected(2)).isTrue();
    assertThat(said()).hasSize(2);
    assertThat(said().get(1)).contains("instead of one that is elsewhere now; it starts anew");
  }

  @Test
  void aPackThatMovesAndMovesBackKeepsWhatItWentThroughElsewhere() {
    named("AM5000-0002", OLD);
    bench.silence(2, 3).run(20).wake(2).run(5);
    says(2, OLD, 2);
    bench.pack(2).cell(4, 2650);
    bench.run(10);
    bench.pack(2).cell(4, 3200);
    bench.pack(3).cell(4, 3200);
    bench.run(10).silence(2).run(20).wake(3).run(5);
    says(3, OLD, 2);
    assertThat(isProtected(3)).isTrue();
  }

  @Test
  void anotherPacksMisreadNumberCostsNoPackItsProtection() {
    named("AM5000-0002", OLD);
    emptied();
    bench.says(2, OLD).run(5).says(2, "AM5000-0002").says(3, OLD).run(5);
    takenOut();
    says(3, NEW, 2);
    assertThat(isProtected()).isFalse();
    takenOut();
    says(3, OLD, 2);
    assertThat(isProtected()).isTrue();
    assertThat(said()).hasSize(2).last().asString().endsWith("from before");
  }

  @Test
  void whatAPackWentThroughSinceItLastToldItsNumberIsNotForgottenWhenItGoes() {
    named("AM5000-0002", OLD);
    takenOut();
    bench.run(3600);
    emptied();
    takenOut();
    says(3, NEW, 2);
    takenOut();
    says(3, OLD, 2);
    assertThat(isProtected()).isTrue();
  }

  @Test
  void whatHealedAnotherInItsPlaceDoesNotHealThePackThatLeftNotEvenOverARestart() {
    named("AM5000-0002", OLD);
    emptied();
    bench.silence(3).run(20).wake(3);
    bench.pack(3).cell(4, 3300).milliamperes(20_000);
    bench.run(400).restart().run(20);
    assertThat(isProtected()).as("nobody knows yet that it is another").isFalse();
    says(3, NEW, 2);
    takenOut();
    bench.pack(3).cell(4, 3200).milliamperes(0);
    bench.run(5);
    says(3, OLD, 2);
    assertThat(isProtected()).isTrue();
  }

  @Test
  void whatANewPackProtectsItselfFromBeforeItIsKnownProtectsItAfterwards() {
    named("AM5000-0002", OLD);
    bench.silence(3).run(20).wake(3);
    emptied();
    says(3, NEW, 2);
    assertThat(isProtected()).isTrue();
    assertThat(said().get(0)).endsWith("but for what protects it since it is here");
    bench.pack(3).cell(4, 3300).milliamperes(20_000);
    bench.run(400);
    assertThat(isProtected()).as("released as any other").isFalse();
  }

  @Test
  void aPackThatComesToAnAddressWithoutANumberBringsItsProtection() {
    named("", OLD);
    emptied();
    bench.silence(2, 3).run(20).wake(2);
    bench.pack(2).cell(4, 3200);
    bench.run(5);
    says(2, OLD, 2);
    assertThat(isProtected(2)).isTrue();
    assertThat(said()).hasSize(1);
  }

  @Test
  void whatSeveralPacksTellForLongIsNobodysAndStaysSo() {
    String model = "P16S100A-2 of a maker whose texts are longer than forty";
    named(model + " A", model + " B");
    bench.run(40);
    emptied();
    for (int day = 0; day < 3; day++) {
      bench.silence(2, 3).run(20).wake(3).run(5);
      says(3, model, 3);
      bench.wake(2).run(5);
      says(2, model, 3);
      bench.run(40).restart().run(20);
    }
    assertThat(isProtected(2)).isFalse();
    assertThat(isProtected(3)).isTrue();
    assertThat(said()).isEmpty();
    Figures kept = bench.bank.figures().group("serials");
    assertThat(kept.group("pack.3")).isEqualTo(Figures.NONE);
    assertThat(kept.group("left")).isEqualTo(Figures.NONE);
    assertThat(kept.group("nobodys").values()).hasSizeLessThanOrEqualTo(FigureText.LONGEST / 8);
  }

  @Test
  void nothingIsDecidedWhileAnotherPackInSightTellsTheSame() {
    named("AM5000-0002", OLD);
    emptied();
    bench.pack(2).cell(4, 3200);
    bench.silence(2).run(20).wake(2).run(5);
    bench.says(2, OLD).says(2, OLD).run(20);
    assertThat(isProtected(2)).isFalse();
    assertThat(said()).isEmpty();
    bench.silence(3).run(12);
    assertThat(isProtected(2)).as("pack 3 had moved there").isTrue();
    assertThat(said()).hasSize(1);
  }

  @Test
  void aProtectedPackIsNotForgottenForManyThatAreSound() {
    named("AM5000-0002", OLD);
    emptied();
    for (int other = 100; other < 110; other++) {
      takenOut();
      bench.says(3, "AM5000-" + other).says(3, "AM5000-" + other).run(5);
    }
    assertThat(isProtected()).isFalse();
    takenOut();
    says(3, OLD, 2);
    assertThat(isProtected()).isTrue();
  }

  @Property
  void aNumberSurvivesARestart(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = FigureText.LONGEST)
          String text) {
    assertThat(FigureText.in(FigureText.of(text))).isEqualTo(text);
  }

  @Property
  void nonsenseFromADiskIsNoNumberAndNoException(@ForAll long first, @ForAll long second) {
    Figures nonsense = Figures.NONE.with("0", first).with("1", second);
    assertThat(FigureText.in(nonsense)).matches("[ -~]*");
    Figures kept = Figures.NONE.with("pack.2", nonsense).with("former.0.serial", nonsense);
    Serials serials = Serials.restored(kept, List.of(PackId.of(2)));
    assertThat(Serials.restored(serials.figures(), List.of(PackId.of(2))).figures())
        .isEqualTo(serials.figures());
  }
}
