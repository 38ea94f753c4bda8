package io.bankd.daemon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** A process that keeps a core busy, and somebody who scrapes the metrics once a second. */
final class Load implements AutoCloseable {
  private final Process busy;
  private final Thread scraper;

  Load(int port) throws IOException {
    busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    scraper = new Thread(() -> scrape(HttpRequest.newBuilder(metrics).build()), "scraper");
    scraper.setDaemon(true);
    scraper.start();
  }

  private static void scrape(HttpRequest request) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      while (true) {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the daemon does not answer its scraper", e);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "one core busy, a scrape a second";
  }

  @Override
  public void close() {
    busy.destroyForcibly();
    scraper.interrupt();
  }
}
