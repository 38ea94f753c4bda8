package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.daemon.sim.SimulatedSite;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.PackSource;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.sim.Scenarios;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The whole daemon between simulated packs and a simulated inverter, ten times as fast. */
class MainRoadTest {
  private static final List<PackId> PACKS =
      IntStream.rangeClosed(2, 6).mapToObj(PackId::of).toList();

  private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
  private final Clock clock = Clock.atSpeed(10);
  private final Loops physics = new Loops(clock);
  private TestSite site;

  @BeforeEach
  void build(TestInfo info) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    BusEndpoint endpoint = new BusEndpoint.Local(info.getDisplayName());
    site = new TestSite(clock, group, endpoint, PACKS);
    SimulatedBank bank =
        new SimulatedBank(PackSpec.AM5000, PACKS, Scenarios.named("charge").orElseThrow(), 7);
    SimulatedInverter inverter = new SimulatedInverter(Dialects.named("pylon12").orElseThrow());
    SimulatedSite packs =
        new SimulatedSite(
            clock,
            bank,
            PACKS.stream().map(PackId::address).collect(Collectors.toSet()),
            inverter,
            site.can.join());
    BusClock busClock = new BusClock(clock::nanos, clock.speed());
    SimulatedBus.open(
        endpoint,
        new PaceDialect(),
        mutable(packs),
        endpoint.timing(),
        busClock,
        group,
        Thread::new);
    physics.start("site", packs);
    site.start();
  }

  @AfterEach
  void stop() {
    site.close();
    physics.close();
  }

  @Test
  void limitsOfHealthyPacksReachTheInverterAndTheReasonIsSaid() throws Exception {
    site.await("the full limit", said -> TestSite.amps(said, "ccl_a") >= 140);

    assertThat(site.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(site.get("/").body())
        .containsPattern(
            "pack \\d (may )?takes? .* % of the bank's current"
                + "|5 of 5 packs at 50.000 A, 40.0 % kept back");
    assertThat(site.get("/healthz").body()).isEqualTo("ok\n");
  }

  @Test
  void noPackMeansZeroLimitsWithinTenSecondsAndTheirReturnGivesThemBack() throws Exception {
    site.awaitLimits();
    PACKS.forEach(pack -> silent.add(pack.address().value()));
    var gone = clock.now();

    TestSite.Heard zero = site.awaitZero();

    assertThat(zero.at().since(gone)).isLessThan(Duration.ofSeconds(10));
    assertThat(zero.said().get("cvl_v")).as("never 0 V").isEqualTo(53.6);
    site.await("enable bits cleared", said -> Boolean.FALSE.equals(said.get("charge_en")));
    assertThat(site.get("/readyz").statusCode()).isEqualTo(503);
    silent.clear();
    site.awaitLimits();
  }

  @Test
  void aLostPackDisappearsFromTheMetricsAndFromTheSum() throws Exception {
    site.await("the full limit", said -> TestSite.amps(said, "ccl_a") >= 140);
    assertThat(site.get("/metrics").body())
        .contains("bank_pack_up{bank=\"test\",pack=\"6\"} 1.0")
        .contains("bank_cell_voltage_volts{bank=\"test\",cell=\"16\",pack=\"6\"}");
    silent.add(6);

    var bank = site.daemon.banks().get(0);
    site.await(
        "four packs' limit, the fifth given up",
        said ->
            said.containsKey("ccl_a")
                && TestSite.amps(said, "ccl_a") <= 4 * 50
                && bank.newest().packs().stream().filter(p -> p.phase().isOnline()).count() == 4);

    assertThat(site.get("/metrics").body())
        .contains("bank_pack_up{bank=\"test\",pack=\"6\"} 0.0")
        .contains("bank_cell_voltage_volts{bank=\"test\",cell=\"16\",pack=\"5\"}")
        .doesNotContain("bank_cell_voltage_volts{bank=\"test\",cell=\"16\",pack=\"6\"}")
        .doesNotContain("bank_pack_voltage_volts{bank=\"test\",pack=\"6\"}")
        .contains("bank_pack_cycles_total{bank=\"test\",pack=\"6\"}");
  }

  @Test
  void theLastWordOffersNothing() throws Exception {
    site.awaitLimits();

    site.daemon.close();

    TestSite.Heard zero = site.awaitZero();
    assertThat(zero.said()).containsEntry("cvl_v", 53.6);
    site.await("enable bits cleared", said -> Boolean.FALSE.equals(said.get("charge_en")));
  }

  private PackSource mutable(PackSource packs) {
    return new PackSource() {
      @Override
      public @Nullable PackReading reading(PackAddress address) {
        return silent.contains(address.value()) ? null : packs.reading(address);
      }

      @Override
      public @Nullable PackStatus status(PackAddress address) {
        return silent.contains(address.value()) ? null : packs.status(address);
      }

      @Override
      public @Nullable PackIdentity identity(PackAddress address) {
        return silent.contains(address.value()) ? null : packs.identity(address);
      }
    };
  }
}
