package io.bankd.daemon.cli;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Rs485Master;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks one pack what is set in it; each question up to three times. */
final class PackTables {
  private static final int TRIES = 3;

  private final Rs485Master master;
  private final PackAddress address;
  private String trouble = "";

  PackTables(Rs485Master master, PackAddress address) {
    this.master = master;
    this.address = address;
  }

  /** Why the last question had no answer. */
  String trouble() {
    return trouble;
  }

  /** The serial the pack says, without blanks at its ends; null where it does not say one. */
  @Nullable String serial() {
    PackReply reply = ask(new PackQuestion(address, PackQuestion.Kind.SERIAL));
    return reply instanceof PackReply.Serial serial ? serial.text().strip() : null;
  }

  /** A table; null where the pack does not give it. */
  @Nullable Map<String, Object> table(String subject) {
    PackReply reply = ask(PackQuestion.parameter(address, subject));
    return reply instanceof PackReply.Parameters table ? table.values() : null;
  }

  /** Its status; null where it does not say it. */
  PackReply.@Nullable Status status() {
    PackReply reply = ask(new PackQuestion(address, PackQuestion.Kind.STATUS));
    return reply instanceof PackReply.Status status ? status : null;
  }

  /** Its measurements; null where it does not say them. */
  PackReply.@Nullable Analog measurements() {
    PackReply reply = ask(new PackQuestion(address, PackQuestion.Kind.ANALOG));
    return reply instanceof PackReply.Analog analog ? analog : null;
  }

  private @Nullable PackReply ask(PackQuestion question) {
    for (int i = 0; i < TRIES; i++) {
      Exchange outcome = master.ask(question);
      if (outcome instanceof Exchange.Answered answered) {
        return answered.reply();
      }
      trouble = words(outcome);
      if (outcome instanceof Exchange.Refused) {
        return null; // It was heard and not known; asking again changes nothing.
      }
    }
    return null;
  }

  private static String words(Exchange outcome) {
    if (outcome instanceof Exchange.Refused refused) {
      return refused.detail();
    }
    if (outcome instanceof Exchange.PortGone gone) {
      return gone.why();
    }
    return outcome instanceof Exchange.Garbled ? "the answer came damaged" : "no answer";
  }
}
