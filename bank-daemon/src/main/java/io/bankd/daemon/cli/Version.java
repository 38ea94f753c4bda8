package io.bankd.daemon.cli;

import picocli.CommandLine.IVersionProvider;

/** The version written into the jar's manifest by the build. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"bank-daemon " + text(), "Java " + Runtime.version()};
  }

  /** Such as “0.1.0-SNAPSHOT”; “unpackaged” when run from class files. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
