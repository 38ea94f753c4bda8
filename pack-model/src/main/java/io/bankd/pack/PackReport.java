package io.bankd.pack;

import io.bankd.unit.Moment;

/** Anything a pack has said, and when the last character of it was heard. */
public sealed interface PackReport
    permits PackReading, PackStatus, PackIdentity, PackDoubt, PackHearsay {
  PackId pack();

  Moment at();
}
