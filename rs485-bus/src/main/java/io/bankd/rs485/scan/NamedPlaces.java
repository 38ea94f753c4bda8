package io.bankd.rs485.scan;

import static io.bankd.rs485.scan.Places.RESTART;
import static io.bankd.rs485.scan.Places.setTo;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.List;

/** Somebody said where packs should be: who is elsewhere, and who is nowhere. */
final class NamedPlaces {
  private static final String NAME = "addresses";

  private final Places places;
  private final List<Check> checks = new ArrayList<>();

  private NamedPlaces(Places places) {
    this.places = places;
  }

  static List<Check> of(Places places) {
    NamedPlaces named = new NamedPlaces(places);
    named.wrongEnds();
    named.stray();
    named.missing();
    return named.checks;
  }

  private void wrongEnds() {
    for (PackAddress turned : List.copyOf(places.stray())) {
      PackAddress meant = turned.readFromTheWrongEnd();
      if (places.missing().contains(meant)) {
        checks.add(
            Check.fail(
                NAME,
                turned,
                "a pack answers at "
                    + turned
                    + " and none at "
                    + meant
                    + ": its switches were read from the wrong end. Switch 1 counts 1, switch 4"
                    + " counts 8: set the pack to "
                    + setTo(meant)
                    + RESTART));
        places.change(turned, meant);
        places.missing().remove(meant);
        places.stray().remove(turned);
      }
    }
  }

  private void stray() {
    for (PackAddress found : places.stray()) {
      String to =
          places.missing().isEmpty()
              ? "Name it in the configuration (packs), or take it off the line"
              : "Set it to " + setTo(places.missing().first()) + ", where none is" + RESTART;
      checks.add(Check.fail(NAME, found, "a pack answers at " + found + zero(found) + ". " + to));
      places.changeToTheFirstMissing(found);
    }
  }

  private void missing() {
    for (PackAddress absent : places.missing()) {
      checks.add(
          Check.fail(
              NAME,
              absent,
              "nobody answers at "
                  + setTo(absent)
                  + ". Is that pack on and connected, and are its switches so? New switches count"
                  + " after it is switched off and on"));
    }
  }

  private static String zero(PackAddress found) {
    return found.value() == 0
        ? ", which is a pack that was alone or whose switches were moved while it was on"
        : ", where none should be";
  }
}
