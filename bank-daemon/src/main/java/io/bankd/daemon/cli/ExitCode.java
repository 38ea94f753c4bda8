package io.bankd.daemon.cli;

/** The exit codes every command keeps to (sysexits.h). */
public final class ExitCode {
  public static final int OK = 0;

  /** EX_USAGE: the command line is wrong. */
  public static final int USAGE = 64;

  /** EX_DATAERR: a file given is not what it should be. */
  public static final int DATA = 65;

  /** EX_CONFIG: the configuration file is wrong; systemd is told not to try again. */
  public static final int CONFIG = 78;

  /** EX_UNAVAILABLE: something this command cannot do without is not to be had. */
  public static final int UNAVAILABLE = 69;

  private ExitCode() {}
}
