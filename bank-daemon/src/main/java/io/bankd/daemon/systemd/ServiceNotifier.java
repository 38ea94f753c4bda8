package io.bankd.daemon.systemd;

/** Tells the service manager how the daemon is; silent where there is none (sd_notify(3)). */
public interface ServiceNotifier extends AutoCloseable {

  /** Nobody to tell. */
  ServiceNotifier NONE =
      new ServiceNotifier() {
        @Override
        public void tell(String state) {}

        @Override
        public void close() {}
      };

  /**
   * Sends one message.
   *
   * @param state such as {@code READY=1} or {@code WATCHDOG=1}; several separated by newlines
   */
  void tell(String state);

  @Override
  void close();
}
