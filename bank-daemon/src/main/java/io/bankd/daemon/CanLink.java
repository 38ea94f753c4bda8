package io.bankd.daemon;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one CAN output fares, in words; said in the log when it changes. Any thread may ask. */
final class CanLink {
  private static final Logger LOG = LoggerFactory.getLogger(CanLink.class);

  private final String name;
  private volatile String trouble = "";
  private volatile boolean proven;

  CanLink(String name) {
    this.name = name;
  }

  /** The interface. */
  String name() {
    return name;
  }

  /** A whole set went out, or a frame came in. */
  void works() {
    if (!proven || !trouble.isEmpty()) {
      proven = true;
      trouble = "";
      LOG.info("{}: works", name);
    }
  }

  /** Nothing goes out, and why. */
  void fails(String why) {
    if (!Objects.equals(why, trouble)) {
      trouble = why;
      // One argument: the repeat limit must not take another trouble for this one.
      LOG.error("{}", name + ": " + why);
    }
  }

  /** Why nothing goes out; empty while it does, and before anybody has tried. */
  String trouble() {
    return trouble;
  }

  /** Whether frames have gone out or come in, and nothing has gone wrong since. */
  boolean isWorking() {
    return proven && trouble.isEmpty();
  }

  @Override
  public String toString() {
    return name + ": " + (isWorking() ? "works" : trouble.isEmpty() ? "not tried yet" : trouble);
  }
}
