package io.bankd.can.socket;

import java.util.ArrayList;
import java.util.List;

/** The kernel's error frames (linux/can/error.h) in a technician's words. */
final class ErrorFrame {
  private static final int TX_TIMEOUT = 0x001;
  private static final int CONTROLLER = 0x004;
  private static final int TRANSCEIVER = 0x010;
  private static final int NO_ACK = 0x020;
  private static final int BUS_OFF = 0x040;
  private static final int RESTARTED = 0x100;

  /**
   * What is asked for. Not lost arbitration, protocol and bus errors: on a bad bus they come by the
   * thousand and end in error-passive or bus-off anyway.
   */
  static final int WANTED = TX_TIMEOUT | CONTROLLER | TRANSCEIVER | NO_ACK | BUS_OFF | RESTARTED;

  private record Row(int bit, String words) {}

  private static final List<Row> CLASSES =
      List.of(
          new Row(BUS_OFF, "bus-off: the controller has left the bus (short, wrong bit rate?)"),
          new Row(NO_ACK, "nobody acknowledges: is the inverter on and connected?"),
          new Row(TX_TIMEOUT, "a frame could not be sent in time"),
          new Row(TRANSCEIVER, "the transceiver reports a fault of the wires"),
          new Row(RESTARTED, "the controller has been restarted after bus-off"));

  /** Byte 1 of a frame of the class CONTROLLER. */
  private static final List<Row> CONTROLLER_STATES =
      List.of(
          new Row(0x01, "frames were lost on receiving"),
          new Row(0x02, "frames were lost on sending"),
          new Row(0x04, "many errors on receiving (error-warning)"),
          new Row(0x08, "many errors on sending (error-warning)"),
          new Row(0x10, "error-passive on receiving: check termination and bit rate"),
          new Row(0x20, "error-passive on sending: check termination, cable and the inverter"),
          new Row(0x40, "the bus works again (error-active)"));

  /* Byte 4 of a frame of the class TRANSCEIVER: CAN_H in its lower half, CAN_L in its upper. */
  private static final int HIGH = 0x0F;
  private static final int LOW = 0xF0;

  /** What a fault-tolerant transceiver knows of its wires; most know nothing. */
  private static final List<Row> WIRES =
      List.of(
          new Row(0x04, "CAN_H is broken"),
          new Row(0x05, "CAN_H touches the battery"),
          new Row(0x06, "CAN_H touches the supply"),
          new Row(0x07, "CAN_H touches ground"),
          new Row(0x40, "CAN_L is broken"),
          new Row(0x50, "CAN_L touches the battery"),
          new Row(0x60, "CAN_L touches the supply"),
          new Row(0x70, "CAN_L touches ground"),
          new Row(0x80, "CAN_L touches CAN_H"));

  private ErrorFrame() {}

  /**
   * The words for one frame.
   *
   * @param errorClass the identifier's bits without the flags
   */
  static String words(int errorClass, byte[] data) {
    List<String> words = new ArrayList<>();
    add(words, CLASSES, errorClass);
    if ((errorClass & CONTROLLER) != 0 && data.length > 1) {
      add(words, CONTROLLER_STATES, data[1]);
    }
    if ((errorClass & TRANSCEIVER) != 0 && data.length > 4) {
      WIRES.stream()
          .filter(row -> row.bit == (data[4] & HIGH) || row.bit == (data[4] & LOW))
          .forEach(row -> words.add(row.words));
    }
    return words.isEmpty() ? "CAN error 0x%03X".formatted(errorClass) : String.join("; ", words);
  }

  private static void add(List<String> words, List<Row> table, int bits) {
    table.stream().filter(row -> (bits & row.bit) != 0).forEach(row -> words.add(row.words));
  }
}
