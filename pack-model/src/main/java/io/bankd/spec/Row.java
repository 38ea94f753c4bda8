package io.bankd.spec;

/** Makes settings in the unit their numbers are written in: mV, mA, 0.1 °C, 0.01 %, ms. */
final class Row {
  private Row() {}

  static Setting volts(
      String key, String words, int factory, int least, int most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.VOLTAGE, factory, least, most, stricter);
  }

  static Setting amperes(
      String key, String words, int factory, int least, int most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.CURRENT, factory, least, most, stricter);
  }

  static Setting degrees(
      String key, String words, int factory, int least, int most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.TEMPERATURE, factory, least, most, stricter);
  }

  static Setting percent(
      String key, String words, int factory, int least, int most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.RATIO, factory, least, most, stricter);
  }

  static Setting millis(
      String key, String words, long factory, long least, long most, Stricter stricter) {
    return micros(key, words, factory * 1000, least * 1000, most * 1000, stricter);
  }

  static Setting micros(
      String key, String words, long factory, long least, long most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.DURATION, factory, least, most, stricter);
  }

  static Setting count(
      String key, String words, int factory, int least, int most, Stricter stricter) {
    return new Setting(key, words, SettingUnit.COUNT, factory, least, most, stricter);
  }
}
