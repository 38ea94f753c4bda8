package io.bankd.daemon.sim;

import io.bankd.can.CanBus;
import io.bankd.can.ReceiveResult;
import java.io.PrintStream;
import java.time.Duration;

/** Stands beside the bus like candump itself, so that a slow reader delays nobody. */
final class Candump implements Runnable {
  private final PrintStream out;
  private final CanBus bus;
  private final Thread main;

  /**
   * A witness of this bus.
   *
   * @param main interrupted when nobody reads any more
   */
  Candump(PrintStream out, CanBus bus, Thread main) {
    this.out = out;
    this.bus = bus;
    this.main = main;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      print(Duration.ofMillis(200));
      if (out.checkError()) {
        main.interrupt(); // Nobody reads any more.
        return;
      }
    }
    // The interrupt comes after the daemon's last word, which is still to be printed.
    Thread.interrupted();
    while (print(Duration.ZERO)) {}
  }

  private boolean print(Duration patience) {
    if (bus.receive(patience) instanceof ReceiveResult.Heard heard) {
      out.println(heard.frame().candump(bus.name()));
      return true;
    }
    return false;
  }
}
