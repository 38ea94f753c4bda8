package io.bankd.spec;

import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures in force, by key and in their types. */
final class Values {
  private final Map<String, SettingValue> byKey = new LinkedHashMap<>();

  Values(Collection<Setting> settings) {
    settings.forEach(setting -> put(setting, setting.factory(), "factory"));
  }

  void put(Setting setting, long value, String origin) {
    byKey.put(setting.key(), new SettingValue(setting, value, origin));
  }

  Collection<SettingValue> all() {
    return byKey.values();
  }

  @Nullable SettingValue find(String key) {
    return byKey.get(key);
  }

  SettingValue get(String key) {
    SettingValue value = find(key);
    if (value == null) {
      throw new IllegalArgumentException("no setting is called " + key);
    }
    return value;
  }

  int integer(String key) {
    return Math.toIntExact(get(key).value());
  }

  Voltage voltage(String key) {
    return Voltage.ofMillivolts(integer(key));
  }

  Current current(String key) {
    return Current.ofMilliamperes(integer(key));
  }

  Ratio ratio(String key) {
    return Ratio.ofBasisPoints(integer(key));
  }

  Duration duration(String key) {
    return Duration.of(get(key).value(), ChronoUnit.MICROS);
  }

  @Nullable Integer maybeInteger(String key) {
    return find(key) == null ? null : integer(key);
  }

  @Nullable Ratio maybeRatio(String key) {
    return find(key) == null ? null : ratio(key);
  }

  @Nullable Current maybeCurrent(String key) {
    return find(key) == null ? null : current(key);
  }

  @Nullable Duration maybeDuration(String key) {
    return find(key) == null ? null : duration(key);
  }
}
