package io.bankd.can.socket;

/** The error numbers a CAN socket gives on Linux, and what they mean to the person in charge. */
final class Errno {
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int EAGAIN = 11;
  static final int ENODEV = 19;
  static final int EPERM = 1;
  static final int EACCES = 13;
  static final int EPROTONOSUPPORT = 93;
  static final int EAFNOSUPPORT = 97;
  static final int ENETDOWN = 100;
  static final int ENOBUFS = 105;

  private Errno() {}

  /** Whether the queue of the interface had no room: the same set later would fare no better. */
  static boolean queueFull(int errno) {
    return errno == ENOBUFS || errno == EAGAIN;
  }

  /**
   * What is wrong and what mends it.
   *
   * @param text the kernel's own words, for numbers nobody expected
   */
  static String words(String iface, int errno, String text) {
    return switch (errno) {
      case ENODEV, ENXIO ->
          iface
              + " does not exist: is the CAN adapter plugged in (ip link show)? Then: "
              + up(iface);
      case ENETDOWN -> iface + " is down; bring it up with: " + up(iface);
      case EAFNOSUPPORT, EPROTONOSUPPORT ->
          "this kernel has no SocketCAN; load it with: modprobe can-raw";
      case EPERM, EACCES ->
          "not allowed to use CAN sockets; a systemd unit needs AF_CAN in RestrictAddressFamilies=";
      default -> iface + ": " + text + " (errno " + errno + ")";
    };
  }

  private static String up(String iface) {
    String type = iface.startsWith("vcan") ? "" : " type can bitrate 500000 restart-ms 100";
    return "ip link set " + iface + " up" + type;
  }
}
