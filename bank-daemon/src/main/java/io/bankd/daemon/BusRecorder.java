package io.bankd.daemon;

import io.bankd.daemon.metrics.Metrics;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackHearsay;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReport;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.IdentityBook;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PollRound;
import io.bankd.rs485.PollRound.Ages;
import io.bankd.rs485.Refusal;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens on one bus: reports to the board, results to metrics, trouble to the
 * log.
 */
final class BusRecorder implements BusListener {
  private static final Logger LOG = LoggerFactory.getLogger(BusRecorder.class);

  private final String bank;
  private final String bus;
  private final String label;
  private final BankBoard board;
  private final Metrics metrics;
  private final Supplier<Moment> now;
  private final Set<PackAddress> configured;
  private volatile @Nullable PollRound round;
  private final IdentityBook identities = new IdentityBook();
  private final Set<PackAddress> bounded = new HashSet<>();
  private final Map<PackAddress, PackHearsay> shared = new HashMap<>();

  /**
   * A recorder of one bus.
   *
   * @param bus its configured name, for people
   * @param label the part of {@link PackId} that tells buses apart, empty for a bank's only bus
   * @param configured whose answers count; of others nothing is taken in
   */
  BusRecorder(
      String bank,
      String bus,
      String label,
      BankBoard board,
      Metrics metrics,
      Supplier<Moment> now,
      Collection<PackAddress> configured) {
    this.bank = bank;
    this.bus = bus;
    this.label = label;
    this.board = board;
    this.metrics = metrics;
    this.now = now;
    this.configured = Set.copyOf(configured);
    metrics.busRound(bank, bus, this::took, () -> worst(Ages::analog), () -> worst(Ages::status));
    metrics.heldUp(bank, bus, this::heldUp);
    metrics.ageBounds(bank, bus, () -> bound(Ages::analog), () -> bound(Ages::status));
  }

  @Override
  public void roundEnded(PollRound ended) {
    round = ended;
    for (PackAddress address : ended.worst().keySet()) {
      if (bounded.add(address)) {
        metrics.packAgeBound(bank, new PackId(label, address), () -> bound(address));
      }
    }
  }

  /** The computed bound while the pack keeps to it: who does not answer has none. */
  private double bound(PackAddress address) {
    PollRound last = round;
    Ages worst = last == null ? null : last.worst().get(address);
    Duration age = worst == null ? null : worst.analog();
    Duration bound = last == null ? null : last.bound().analog();
    if (age == null || bound == null) {
      return Double.POSITIVE_INFINITY;
    }
    return age.compareTo(bound) > 0 ? Double.POSITIVE_INFINITY : seconds(bound);
  }

  private double worst(Function<Ages, @Nullable Duration> of) {
    PollRound last = round;
    return last == null
        ? Double.NaN
        : last.worst().values().stream()
            .map(of)
            .filter(Objects::nonNull)
            .mapToDouble(BusRecorder::seconds)
            .max()
            .orElse(Double.NaN);
  }

  private double bound(Function<Ages, @Nullable Duration> of) {
    PollRound last = round;
    Duration bound = last == null ? null : of.apply(last.bound());
    return bound == null ? Double.NaN : seconds(bound);
  }

  private double took() {
    PollRound last = round;
    return last == null ? Double.NaN : seconds(last.took());
  }

  private double heldUp() {
    PollRound last = round;
    return last == null ? Double.NaN : seconds(last.heldUp());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Override
  public void exchanged(PackQuestion question, Exchange outcome) {
    if (!configured.contains(question.address())) {
      return; // It was asked whether anybody is there, and all that comes of it is a finding.
    }
    PackId pack = new PackId(label, question.address());
    PackHearsay hearsay = shared.get(question.address());
    boolean ofTwo = hearsay != null && outcome instanceof Exchange.Answered;
    metrics.request(bank, pack, ofTwo ? "shared_address" : result(outcome));
    if (hearsay != null) {
      hear(hearsay, question.address(), outcome);
    }
    if (ofTwo) {
      return; // Nobody knows which of the two it was: it is out, but it still binds.
    }
    if (outcome instanceof Exchange.Answered answered) {
      metrics.roundTrip(bank, bus, answered.roundTrip());
      PackReport report = answered.reply().report(pack, answered.at());
      if (report != null) {
        board.put(report instanceof PackIdentity half ? identities.join(half) : report);
      }
    } else if (outcome instanceof Exchange.Refused refused) {
      String why = refused.reason().sentence() + " (" + refused.detail() + ")";
      if (question.kind() == PackQuestion.Kind.PARAMETER) {
        LOG.debug("{}: {}", question, why); // Not every firmware knows every table.
      } else if (refused.reason() == Refusal.LOOSENED) {
        LOG.info("pack {}: {}", pack, why); // How every protection ends.
      } else {
        LOG.warn("pack {}: answer refused: {}", pack, why);
      }
      if (question.kind() == PackQuestion.Kind.ANALOG && refused.reason().isImplausible()) {
        board.put(new PackDoubt(pack, now.get(), why));
      }
    } else if (outcome instanceof Exchange.Garbled garbled) {
      LOG.info("pack {}: damaged answer ({})", pack, garbled.fault());
    }
  }

  private void hear(PackHearsay before, PackAddress address, Exchange outcome) {
    PackHearsay after = before;
    if (outcome instanceof Exchange.Answered answered) {
      PackReport report = answered.reply().report(before.pack(), answered.at());
      after = report == null ? before.heard(answered.at()) : before.with(report);
    } else if (outcome instanceof Exchange.Garbled) {
      after = before.heard(now.get());
    }
    if (after != before) {
      shared.put(address, after);
      board.put(after);
    }
  }

  private static String result(Exchange outcome) {
    if (outcome instanceof Exchange.Refused refused) {
      return refused.reason().name().toLowerCase(Locale.ROOT);
    }
    if (outcome instanceof Exchange.Garbled garbled) {
      return garbled.fault().name().toLowerCase(Locale.ROOT);
    }
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @Override
  public void foreignRequest(int address, int code) {
    metrics.busFinding(bank, bus, "foreign_request");
    LOG.warn(
        "bus {}: another master asks pack {} (command {}). Is a pack's DIP set to 1 ({})? Give it a"
            + " free address of 2…15 and switch it off and on",
        bus,
        address,
        String.format("%02X", code),
        PackAddress.MASTER.dip());
  }

  @Override
  public void found(BusFinding finding) {
    PackAddress address = finding.address();
    if (finding.kind() == BusFinding.Kind.DUPLICATE_ADDRESS && address != null) {
      shared.putIfAbsent(
          address, new PackHearsay(new PackId(label, address), now.get(), null, null));
    }
    metrics.busFinding(bank, bus, finding.kind().name().toLowerCase(Locale.ROOT));
    // Which finding it is belongs to the kind of line: of one kind only some are written.
    LOG.warn("bus {}", bus + ": " + finding.sentence());
  }

  @Override
  public void cleared(BusFinding finding) {
    if (finding.kind() == BusFinding.Kind.DUPLICATE_ADDRESS) {
      shared.remove(finding.address());
    }
    LOG.info("bus {}", bus + ": no longer so: " + finding.sentence());
  }

  @Override
  public void echoRemoved() {
    metrics.busFinding(bank, bus, "echo");
    LOG.info("bus {}: the adaptor hears its own words; harmless, they are dropped", bus);
  }

  @Override
  public void noise(int characters) {
    metrics.busFinding(bank, bus, "noise");
  }

  @Override
  public void portOpened(BusEndpoint endpoint) {
    LOG.info("bus {}: {} is open", bus, endpoint);
  }

  @Override
  public void portLost(BusEndpoint endpoint, String why) {
    metrics.busFinding(bank, bus, "port_lost");
    LOG.error("bus {} cannot be used: {}", bus, why);
  }
}
