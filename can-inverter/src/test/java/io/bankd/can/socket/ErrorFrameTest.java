package io.bankd.can.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorFrameTest {
  @Test
  void busOff() {
    assertThat(ErrorFrame.words(0x040, new byte[8]))
        .isEqualTo("bus-off: the controller has left the bus (short, wrong bit rate?)");
  }

  @Test
  void theOnlyNodeOnTheBus() {
    byte[] passive = {0, 0x20, 0, 0, 0, 0, 0, 0};
    assertThat(ErrorFrame.words(0x024, passive))
        .isEqualTo(
            "nobody acknowledges: is the inverter on and connected?;"
                + " error-passive on sending: check termination, cable and the inverter");
  }

  @Test
  void aTransceiverThatKnowsItsWires() {
    byte[] shorted = {0, 0, 0, 0, (byte) 0x87, 0, 0, 0};
    assertThat(ErrorFrame.words(0x010, shorted))
        .isEqualTo(
            "the transceiver reports a fault of the wires; CAN_H touches ground;"
                + " CAN_L touches CAN_H");
    assertThat(ErrorFrame.words(0x010, new byte[8]))
        .isEqualTo("the transceiver reports a fault of the wires");
  }

  @Test
  void whatHasNoWordsKeepsItsNumber() {
    assertThat(ErrorFrame.words(0x008, new byte[8])).isEqualTo("CAN error 0x008");
    assertThat(ErrorFrame.words(0x004, new byte[0])).isEqualTo("CAN error 0x004");
  }
}
