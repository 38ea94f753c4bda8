package io.bankd.daemon.cli;

import io.bankd.daemon.BankDaemon;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as it is typed, and what it said last. */
final class CommandRun {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs it to its end; returns its exit code. */
  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return BankDaemon.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public String toString() {
    return out + "\n" + err;
  }
}
