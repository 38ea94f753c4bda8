package io.bankd.rs485.serial;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Two serial ports joined by a cable: pseudo-terminals under stable links, made by socat. */
public final class PseudoTerminals implements AutoCloseable {
  private final Path folder;
  private @Nullable Process socat;

  public PseudoTerminals() {
    if (!Files.isExecutable(Path.of("/usr/bin/socat"))) {
      if (System.getProperty("BANKD_REQUIRE_PTY", System.getenv("BANKD_REQUIRE_PTY")) != null) {
        fail("socat is not installed, and BANKD_REQUIRE_PTY is set");
      }
      assumeTrue(false, "socat is not installed");
    }
    try {
      folder = Files.createTempDirectory("bus");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    plug();
  }

  public String a() {
    return folder.resolve("A").toString();
  }

  public String b() {
    return folder.resolve("B").toString();
  }

  /** Joins the ports, again under the same links; returns when they are there. */
  public void plug() {
    try {
      Process started =
          new ProcessBuilder(
                  "/usr/bin/socat",
                  "-d",
                  "-d",
                  "pty,raw,echo=0,link=" + a(),
                  "pty,raw,echo=0,link=" + b())
              .redirectErrorStream(true)
              .start();
      socat = started;
      BufferedReader log =
          new BufferedReader(
              new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
      String line = log.readLine();
      while (line != null && !line.contains("starting data transfer loop")) {
        line = log.readLine();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes both ports away, as when an adaptor is pulled out. */
  public void unplug() {
    Process running = socat;
    if (running != null) {
      running.destroy();
      try {
        if (!running.waitFor(5, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    unplug();
    try {
      Files.deleteIfExists(Path.of(a()));
      Files.deleteIfExists(Path.of(b()));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
