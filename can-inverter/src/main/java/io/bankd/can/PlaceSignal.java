package io.bankd.can;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in the bank an extreme was found, in one of the forms dialects have for it. */
public record PlaceSignal(String name, int offset, Place place, Form form) implements CanSignal {

  /** Whose place. */
  public enum Place {
    V_MIN,
    V_MAX,
    T_MIN,
    T_MAX;

    /** The place, or null where nobody knows it. */
    @Nullable Position of(InverterMessage message) {
      return switch (this) {
        case V_MIN -> message.vminAt();
        case V_MAX -> message.vmaxAt();
        case T_MIN -> message.tminAt();
        case T_MAX -> message.tmaxAt();
      };
    }

    void put(InverterMessageBuilder message, Position at) {
      switch (this) {
        case V_MIN -> message.vminAt(at);
        case V_MAX -> message.vmaxAt(at);
        case T_MIN -> message.tminAt(at);
        case T_MAX -> message.tmaxAt(at);
      }
    }
  }

  /** How it is written. */
  public enum Form {
    /** Eight characters: two digits for the pack, two for the cell or sensor (0x374…0x377). */
    FOUR_DIGITS(8, 99),
    /** Eight characters: a number without leading zero, the pack's (BYD). */
    PACK_TEXT(8, 99),
    /** Two bytes: the cell or sensor, then the pack (0x371). */
    INDEX_THEN_PACK(2, 255),
    /** One byte: the cell, of whatever pack; 0 where nobody knows (Growatt's 0x319). */
    INDEX(1, 255);

    private final int width;
    private final int most;

    Form(int width, int most) {
      this.width = width;
      this.most = most;
    }

    private boolean tells(int number) {
      return number >= 0 && number <= most;
    }
  }

  private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})(\\d\\d)?\0*");

  @Override
  public boolean known(InverterMessage message) {
    return form == Form.INDEX || at(message) != null;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    Position at = at(message);
    if (at == null) {
      return;
    }
    switch (form) {
      case FOUR_DIGITS -> text(at.toString(), data);
      case PACK_TEXT -> text(String.valueOf(at.pack()), data);
      case INDEX_THEN_PACK -> {
        Width.U8.write(at.index(), data, offset);
        Width.U8.write(at.pack(), data, offset + 1);
      }
      case INDEX -> Width.U8.write(at.index(), data, offset);
    }
  }

  /** The place, or null where nobody knows it or this form cannot tell it. */
  private @Nullable Position at(InverterMessage message) {
    Position at = place.of(message);
    return at != null && form.tells(at.pack()) && form.tells(at.index()) ? at : null;
  }

  private void text(String digits, byte[] data) {
    for (int i = 0; i < Math.min(digits.length(), form.width); i++) {
      data[offset + i] = (byte) digits.charAt(i);
    }
  }

  /** The text as it stands, the pair [pack, index], or the index. */
  @Override
  public @Nullable Object decode(CanFrame frame) {
    return switch (form) {
      case FOUR_DIGITS, PACK_TEXT -> TextSignal.shown(frame, offset, form.width);
      case INDEX_THEN_PACK ->
          frame.has(offset, 2) ? List.of(frame.u8(offset + 1), frame.u8(offset)) : null;
      case INDEX -> frame.has(offset, 1) ? (Object) frame.u8(offset) : null;
    };
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    Position at = position(frame);
    if (at != null) {
      place.put(message, at);
    }
  }

  private @Nullable Position position(CanFrame frame) {
    if (form == Form.INDEX || form == Form.INDEX_THEN_PACK) {
      return frame.has(offset, form.width)
          ? new Position(form == Form.INDEX ? 0 : frame.u8(offset + 1), frame.u8(offset))
          : null;
    }
    String text = frame.ascii(offset, Math.max(0, frame.length() - offset));
    Matcher digits = DIGITS.matcher(text);
    if (!digits.matches()) {
      return null;
    }
    String index = digits.group(2);
    return new Position(
        Integer.parseInt(digits.group(1)), index == null ? 0 : Integer.parseInt(index));
  }
}
