package io.bankd.pack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM5000 table 2-7, as printed. */
class PackAddressTest {
  @ParameterizedTest(name = "address {0}")
  @CsvSource({
    // #1  #2   #3   #4
    "0,  off, off, off, off",
    "1,  on,  off, off, off",
    "2,  off, on,  off, off",
    "3,  on,  on,  off, off",
    "4,  off, off, on,  off",
    "5,  on,  off, on,  off",
    "6,  off, on,  on,  off",
    "7,  on,  on,  on,  off",
    "8,  off, off, off, on",
    "9,  on,  off, off, on",
    "10, off, on,  off, on",
    "11, on,  on,  off, on",
    "12, off, off, on,  on",
    "13, on,  off, on,  on",
    "14, off, on,  on,  on",
    "15, on,  on,  on,  on",
  })
  void theSwitchesOfAnAddress(int address, String one, String two, String three, String four) {
    assertThat(PackAddress.of(address).dip())
        .isEqualTo("1 " + one + ", 2 " + two + ", 3 " + three + ", 4 " + four);
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({"2, 4", "3, 12", "6, 6", "15, 15"})
  void switchesReadFromTheWrongEnd(int address, int turned) {
    assertThat(PackAddress.of(address).readFromTheWrongEnd()).isEqualTo(PackAddress.of(turned));
  }
}
