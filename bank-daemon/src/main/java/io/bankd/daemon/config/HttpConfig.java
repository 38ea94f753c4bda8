package io.bankd.daemon.config;

/**
 * Where metrics and health are served.
 *
 * @param bind an address of this machine; loopback unless the operator says otherwise
 * @param port 1…65535
 */
public record HttpConfig(boolean enabled, String bind, int port) {
  /** Bound to loopback: the page names serial numbers and has no password. */
  public static final HttpConfig DEFAULT = new HttpConfig(true, "127.0.0.1", 9770);
}
