package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.unit.Moment;
import org.junit.jupiter.api.Test;

class IdentityBookTest {
  private static final PackId SEVEN = PackId.of(7);

  private final IdentityBook book = new IdentityBook();

  private static PackIdentity said(long millis, String firmware, String serial) {
    return new PackIdentity(SEVEN, Moment.ofMillis(millis), firmware, serial);
  }

  @Test
  void aSerialComesWithTheFirmwareHeardBefore() {
    book.join(said(1, "1.0", ""));
    assertThat(book.join(said(2, "", "S-7"))).isEqualTo(said(2, "1.0", "S-7"));
  }

  @Test
  void aPackThatAppearsAnewIsNotSaidToHaveToldTheSerialOfTheOneBefore() {
    book.join(said(1, "1.0", ""));
    book.join(said(2, "", "S-7"));
    assertThat(book.join(said(3, "1.1", ""))).isEqualTo(said(3, "1.1", ""));
  }
}
