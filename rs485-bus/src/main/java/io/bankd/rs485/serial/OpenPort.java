package io.bankd.rs485.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A serial port while it is open, 8N1 without flow control. Modem lines are not looked at: a
 * pseudo-terminal has none. Only this class knows jSerialComm.
 */
final class OpenPort {
  /** How often a read comes up for who reads to see whether it is still wanted. */
  private static final int READ_TIMEOUT_MS = 200;

  /** More than this left unsent means that nobody takes it: a write might then block. */
  private static final int UNSENT_LIMIT = 2048;

  private final String path;
  private final Path device;
  private final SerialPort port;

  private OpenPort(String path, Path device, SerialPort port) {
    this.path = path;
    this.device = device;
    this.port = port;
  }

  /** Opens a port, or says in words why that cannot be done. May block. */
  static OpenPort open(SerialAddress to) throws IOException {
    Path path = Path.of(to.path());
    if (!Files.exists(path)) {
      throw new ConnectException(path + ": no such file, is the adaptor plugged in?");
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new ConnectException(path + ": no permission, add the user to the group dialout");
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path.toRealPath().toString());
    } catch (SerialPortInvalidPortException e) {
      throw new ConnectException(path + ": not a serial port");
    }
    port.setComPortParameters(to.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
    if (!port.openPort()) {
      throw new ConnectException(
          path + ": " + words(port.getLastErrorCode(), port.getLastErrorLocation()));
    }
    try {
      return new OpenPort(to.path(), device(to), port);
    } catch (IOException e) {
      port.closePort();
      throw e;
    }
  }

  /** What the path points to now, since a link may point elsewhere when the port is back. */
  private static Path device(SerialAddress to) throws IOException {
    try {
      return Path.of(to.path()).toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException(to.path() + " is gone", e);
    }
  }

  /** The errno of a failed open. */
  private static String words(int errno, int location) {
    switch (errno) {
      case 2: // ENOENT
      case 6: // ENXIO
      case 19: // ENODEV
        return "no such device, is the adaptor plugged in?";
      case 1: // EPERM
      case 13: // EACCES
        return "no permission, add the user to the group dialout";
      case 11: // EAGAIN, from the lock
      case 16: // EBUSY
        return "busy, another program has it open";
      case 25: // ENOTTY
        return "not a serial port";
      default:
        return "cannot be opened (error " + errno + " at " + location + ")";
    }
  }

  /** How many characters came, which is none when nothing does for a while. Blocks so long. */
  int read(byte[] into) throws IOException {
    int count = port.readBytes(into, into.length);
    // isOpen() stays true on an unplugged port; -1 or the missing device tells.
    if (count < 0 || count == 0 && !Files.exists(device)) {
      throw gone();
    }
    return count;
  }

  /** Writes what the kernel takes at once. */
  void write(byte[] bytes) throws IOException {
    if (port.bytesAwaitingWrite() > UNSENT_LIMIT) {
      throw new IOException(path + " does not take characters");
    }
    if (port.writeBytes(bytes, bytes.length) != bytes.length) {
      throw gone();
    }
  }

  private IOException gone() {
    return new IOException(path + " is gone");
  }

  /** May block. */
  void close() {
    port.closePort();
  }
}
