package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.daemon.sim.SimulatedSite;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.sim.Scenarios;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main road with packs that speak Pylontech's protocol, ten times as fast. */
class PylonRoadTest {
  private static final List<PackId> PACKS = List.of(PackId.of(2), PackId.of(3));

  @ParameterizedTest
  @ValueSource(strings = {"pylon", "pylon-pace"})
  void limitsAndMeasurementsReachTheInverter(String dialect) throws Exception {
    Clock clock = Clock.atSpeed(10);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    BusEndpoint endpoint = new BusEndpoint.Local("road-" + dialect);
    try (TestSite site = new TestSite(clock, group, endpoint, dialect, PACKS);
        Loops physics = new Loops(clock)) {
      SimulatedSite packs =
          new SimulatedSite(
              clock,
              new SimulatedBank(PackSpec.AM5000, PACKS, Scenarios.named("charge").orElseThrow(), 7),
              PACKS.stream().map(PackId::address).collect(Collectors.toSet()),
              new SimulatedInverter(Dialects.named("pylon12").orElseThrow()),
              site.can.join());
      SimulatedBus.open(
          endpoint,
          PackDialects.named(dialect, 16).orElseThrow(),
          packs,
          endpoint.timing(),
          new BusClock(clock::nanos, clock.speed()),
          group,
          Thread::new);
      physics.start("site", packs);
      site.start();

      site.await("the full limit", said -> TestSite.amps(said, "ccl_a") > 55);

      assertThat(site.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(site.get("/metrics").body())
          .contains("bank_cell_voltage_volts{bank=\"test\",cell=\"16\",pack=\"3\"}");
    }
  }
}
