package io.bankd.daemon.http;

/** What one path answers; asked anew at each request, on the HTTP thread. */
@FunctionalInterface
public interface Page {

  /**
   * An answer.
   *
   * @param status 200, or 503 where a check has failed
   */
  record Answer(int status, String contentType, String body) {
    public static Answer text(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body);
    }
  }

  Answer answer();
}
