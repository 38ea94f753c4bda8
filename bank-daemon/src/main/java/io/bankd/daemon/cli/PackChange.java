package io.bankd.daemon.cli;

import io.bankd.rs485.PackDialect;
import io.bankd.spec.PackModel;
import io.bankd.spec.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One figure that is to be written, found to be within its range. */
record PackChange(PackField field, int value) {
  /**
   * What “cell_ov.alarm_mv=3450” says.
   *
   * @param dialect whose tables there are
   * @param looser whether it may protect less than the factory's, or have no known range
   */
  static PackChange of(String text, PackModel model, PackDialect dialect, boolean looser)
      throws PackPlace.Unfit {
    int equals = text.indexOf('=');
    PackField field = equals < 0 ? null : PackField.of(text.substring(0, equals));
    String number = text.substring(equals + 1);
    if (field == null || !number.matches("-?\\d{1,6}")) {
      throw refused("“" + text + "” is no KEY=VALUE such as cell_ov.alarm_mv=3450");
    }
    known(field, dialect);
    int value = Integer.parseInt(number);
    if (field.name().equals("enabled") && value != 1) {
      throw refused(
          text
              + ": without it the pack does not protect itself; it can be switched on, and not off");
    }
    String why = why(field, value, field.setting(model));
    if (!why.isEmpty() && !looser) {
      throw refused(text + ": " + why + "; --allow-looser-than-factory says that it is meant");
    }
    Setting setting = field.setting(model);
    if (setting != null && !setting.allows(field.inModelUnit(value))) {
      throw refused(text + ": outside " + field.range(setting) + ", which is what is safe");
    }
    return new PackChange(field, value);
  }

  /** Why somebody has to mean it; empty where nobody has to. */
  private static String why(PackField field, int value, @Nullable Setting setting) {
    if (field.name().equals("enabled")) {
      return "";
    }
    if (setting == null) {
      return "no safe range is known for it";
    }
    return setting.isLooser(field.inModelUnit(value))
        ? "protects less than the factory's " + setting.unit().print(setting.factory())
        : "";
  }

  /** A name that is wrong is said before anything else; what the factory does not give is read. */
  private static void known(PackField field, PackDialect dialect) throws PackPlace.Unfit {
    if (!dialect.subjects().contains(field.table())) {
      throw refused("there is no table “" + field.table() + "”; there are " + dialect.subjects());
    }
    Map<String, Object> factory = dialect.factory(field.table());
    if (factory != null && !factory.containsKey(field.name())) {
      throw refused(field + " is no setting; there are " + factory.keySet());
    }
  }

  private static PackPlace.Unfit refused(String why) {
    return new PackPlace.Unfit(ExitCode.USAGE, why);
  }
}
