package io.bankd.daemon.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who carries out what operators ask. */
@FunctionalInterface
public interface ControlDesk {

  /**
   * What came of a request: fields for the client, or a sentence why not.
   *
   * @param fields of the answer in JSON's terms
   * @param refusal null where it was done
   */
  record Answer(Map<String, @Nullable Object> fields, @Nullable String refusal) {
    public static Answer of(Map<String, @Nullable Object> fields) {
      return new Answer(fields, null);
    }

    /** Done, in sentences. */
    public static Answer said(List<String> sentences) {
      return of(Map.of("said", sentences));
    }

    public static Answer refused(String why) {
      return new Answer(Map.of(), why);
    }
  }

  /**
   * Begins to do what is asked. It is called on the thread “control” and must not block.
   *
   * @param user who asks, by the kernel's word
   */
  CompletableFuture<Answer> ask(Map<String, @Nullable Object> request, String user);
}
