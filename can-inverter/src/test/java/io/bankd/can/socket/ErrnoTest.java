package io.bankd.can.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          19  | can0 does not exist: is the CAN adapter plugged in (ip link show)? Then: ip link set can0 up type can bitrate 500000 restart-ms 100
          6   | can0 does not exist: is the CAN adapter plugged in (ip link show)? Then: ip link set can0 up type can bitrate 500000 restart-ms 100
          100 | can0 is down; bring it up with: ip link set can0 up type can bitrate 500000 restart-ms 100
          97  | this kernel has no SocketCAN; load it with: modprobe can-raw
          1   | not allowed to use CAN sockets; a systemd unit needs AF_CAN in RestrictAddressFamilies=
          5   | can0: Input/output error (errno 5)
          """)
  void saysWhatMendsIt(int errno, String words) {
    assertThat(Errno.words("can0", errno, "Input/output error")).isEqualTo(words);
  }

  @Test
  void aVirtualInterfaceHasNoBitRate() {
    assertThat(Errno.words("vcan0", Errno.ENETDOWN, "")).endsWith("with: ip link set vcan0 up");
  }

  @Test
  void twoNumbersMeanAFullQueue() {
    assertThat(Errno.queueFull(105)).isTrue();
    assertThat(Errno.queueFull(11)).isTrue();
    assertThat(Errno.queueFull(100)).isFalse();
  }
}
