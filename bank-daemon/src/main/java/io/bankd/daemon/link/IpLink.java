package io.bankd.daemon.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks iproute2's {@code ip} about an interface: bit rate, state and restart-ms are nowhere in
 * sysfs. Takes milliseconds, two seconds at most; never to be called by a thread that sends.
 */
public final class IpLink {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<String> command;
  private final Duration patience;

  /**
   * What the question came to.
   *
   * @param details empty where there was no usable answer
   * @param words why there was none, else empty
   */
  public record Look(Optional<LinkDetails> details, String words) {}

  public IpLink() {
    this(List.of("ip"), PATIENCE);
  }

  IpLink(List<String> command, Duration patience) {
    this.command = List.copyOf(command);
    this.patience = patience;
  }

  /** Looks at an interface now. */
  public Look look(String name) {
    List<String> asked = new ArrayList<>(command);
    asked.addAll(List.of("-details", "-json", "link", "show", "dev", name));
    Process process;
    try {
      process = new ProcessBuilder(asked).start();
    } catch (IOException e) {
      return nothing(name, "install iproute2: there is no “" + command.get(0) + "” to ask");
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return nothing(name, "“ip” does not answer");
      }
      String out = read(process.getInputStream());
      String err = read(process.getErrorStream());
      return LinkDetails.parse(out)
          .map(details -> new Look(Optional.of(details), ""))
          .orElseGet(() -> nothing(name, err.isEmpty() ? "“ip” says nothing of use" : err));
    } catch (IOException e) {
      return nothing(name, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return nothing(name, "stopped");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(java.io.InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static Look nothing(String name, String why) {
    return new Look(Optional.empty(), name + " could not be looked at: " + why);
  }
}
