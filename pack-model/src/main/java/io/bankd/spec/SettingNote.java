package io.bankd.spec;

/**
 * Something to say of a chosen value: why it is refused, or that it deserves a second look.
 *
 * @param key of the setting, also where there is none of that name
 * @param text the whole sentence: the setting, the value, what is allowed, what to do
 */
public record SettingNote(String key, String text) {
  @Override
  public String toString() {
    return text;
  }
}
