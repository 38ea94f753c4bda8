package io.bankd.can.socket;

import java.io.Closeable;
import java.io.IOException;

/**
 * Closes something when it has been given up and the last thread has left it: a descriptor closed
 * under a reader may already belong to somebody else's file.
 */
final class LastOneOut {
  private final Closeable resource;
  private int inside;
  private boolean givenUp;

  LastOneOut(Closeable resource) {
    this.resource = resource;
  }

  synchronized void enter() {
    inside++;
  }

  synchronized void leave() {
    inside--;
    closeIfDone();
  }

  /** No more will enter. */
  synchronized void giveUp() {
    givenUp = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (givenUp && inside == 0) {
      try {
        resource.close();
      } catch (IOException e) {
        // The descriptor is gone either way, and nobody could do anything about it.
      }
    }
  }
}
