package io.bankd.rs485.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BusFaultTest {
  @Test
  void aFaultIsPlacedAtPackThreeUnlessSaid() {
    assertThat(BusFault.placed("echo, duplicate-address@15").orElseThrow())
        .containsExactly(BusFault.ECHO.at(3), BusFault.DUPLICATE_ADDRESS.at(15));
  }

  @Test
  void whatIsNoFaultOrNoAddressIsRefused() {
    assertThat(BusFault.placed("eccho")).isEmpty();
    assertThat(BusFault.placed("echo@16")).isEmpty();
    assertThat(BusFault.placed("echo,")).isEmpty();
  }
}
