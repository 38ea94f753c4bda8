package io.bankd.rs485.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("pty")
@Timeout(30)
class SerialChannelTest {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final PseudoTerminals cable = new PseudoTerminals();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    cable.close();
  }

  private ChannelFuture connect(String path) throws InterruptedException {
    return new Bootstrap()
        .group(loops)
        .channelFactory(() -> new SerialChannel(Thread::new))
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Hearing());
              }
            })
        .connect(new SerialAddress(path, 9600))
        .await();
  }

  private final class Hearing extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf read) {
      for (char character : read.toString(StandardCharsets.US_ASCII).toCharArray()) {
        heard.add(String.valueOf(character));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      heard.add("failed: " + cause.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      heard.add("inactive");
    }
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNullElse(heard.poll(10, TimeUnit.SECONDS), "nothing in 10 s");
  }

  private String next(int count) throws InterruptedException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(next());
    }
    return all.toString();
  }

  @Test
  void whatIsWrittenAtOneEndIsReadAtTheOther() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    Channel b = connect(cable.b()).channel();
    assertThat(a.isActive()).isTrue();
    assertThat(a.writeAndFlush(text("~2502")).await().isSuccess()).isTrue();
    assertThat(next(5)).isEqualTo("~2502");
    b.writeAndFlush(text("ok\r"));
    assertThat(next(3)).isEqualTo("ok\r");
  }

  @Test
  void anUnpluggedPortClosesTheChannelWithoutBurningTheProcessor() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    cable.unplug();
    assertThat(a.closeFuture().await(2, TimeUnit.SECONDS)).isTrue();
    assertThat(next()).startsWith("failed: ").endsWith("is gone");
    assertThat(next()).isEqualTo("inactive");
    assertThat(a.writeAndFlush(text("x")).await().cause()).isNotNull();
  }

  @Test
  void aPortThatCameBackOpensUnderTheSameLink() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    cable.unplug();
    assertThat(a.closeFuture().await(2, TimeUnit.SECONDS)).isTrue();
    assertThat(connect(cable.a()).cause()).hasMessageContaining("no such file");
    cable.plug();
    heard.clear();
    Channel again = connect(cable.a()).channel();
    Channel b = connect(cable.b()).channel();
    b.writeAndFlush(text("!"));
    assertThat(next()).isEqualTo("!");
    assertThat(again.isActive()).isTrue();
  }

  @Test
  void closedMeansThatThePortIsFree() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    a.close().await();
    assertThat(a.isOpen()).isFalse();
    assertThat(a.closeFuture().isDone()).isTrue();
    assertThat(next()).isEqualTo("inactive");
    assertThat(connect(cable.a()).isSuccess()).isTrue();
  }

  @Test
  void nothingIsReadThatNobodyAskedFor() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    Channel b = connect(cable.b()).channel();
    a.config().setAutoRead(false);
    b.writeAndFlush(text("1")).await();
    assertThat(next()).isEqualTo("1"); // the read that was wanted before
    b.writeAndFlush(text("2")).await();
    assertThat(heard.poll(600, TimeUnit.MILLISECONDS)).isNull();
    a.read();
    assertThat(next()).isEqualTo("2");
  }

  @Test
  void anIdlePortCostsNextToNothing() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    long before = processorNanos();
    assertThat(heard.poll(2, TimeUnit.SECONDS)).isNull();
    assertThat(Duration.ofNanos(processorNanos() - before)).isLessThan(Duration.ofMillis(500));
    assertThat(a.isActive()).isTrue();
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** A command that has its answer ends its loop at once, while the port is still being closed. */
  @Test
  void aLoopThatEndsBeforeThePortIsNothingToComplainOf() throws Exception {
    List<String> complaints = new CopyOnWriteArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            complaints.add(record.getLevel() + " " + record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger netty = Logger.getLogger("io.netty");
    netty.addHandler(log);
    EventLoopGroup own = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    List<Thread> readers = new CopyOnWriteArrayList<>();
    Channel channel =
        new Bootstrap()
            .group(own)
            .channelFactory(
                () ->
                    new SerialChannel(
                        task -> {
                          Thread reader = new Thread(task);
                          readers.add(reader);
                          return reader;
                        }))
            .handler(new Hearing())
            .connect(new SerialAddress(cable.a(), 9600))
            .sync()
            .channel();
    channel.close();
    own.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
    for (Thread reader : readers) {
      if (reader.isAlive()) {
        reader.join();
      }
    }
    netty.removeHandler(log);
    assertThat(complaints).isEmpty();
    assertThat(channel.isOpen()).isFalse();
    assertThat(connect(cable.a()).isSuccess()).as("the port is free").isTrue();
  }

  @Test
  void whyAPortDoesNotOpenIsSaidInWords() throws Exception {
    assertThat(connect("/dev/no-such-port").cause())
        .hasMessage("/dev/no-such-port: no such file, is the adaptor plugged in?");
    Path file = Files.createTempFile("not-a", "port");
    assertThat(connect(file.toString()).cause()).hasMessageStartingWith(file + ": ");
    Files.delete(file);
  }

  @Test
  void aPortInUseIsBusy() throws InterruptedException {
    Channel a = connect(cable.a()).channel();
    assertThat(connect(cable.a()).cause()).isNotNull();
    assertThat(a.isActive()).isTrue();
  }
}
