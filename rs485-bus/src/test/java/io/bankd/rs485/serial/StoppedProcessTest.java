package io.bankd.rs485.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is told to stop closes its port itself: nobody has unplugged it. */
@Tag("pty")
@Timeout(60)
class StoppedProcessTest {
  /** Says “open”, and whatever goes wrong with its port; closes it when it is told to stop. */
  static final class Reader extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      System.out.println("failed: " + cause.getMessage());
    }

    public static void main(String[] arguments) throws InterruptedException {
      EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
      Channel channel =
          new Bootstrap()
              .group(loops)
              .channelFactory(() -> new SerialChannel(Thread::new))
              .handler(new Reader())
              .connect(new SerialAddress(arguments[0], 9600))
              .sync()
              .channel();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(channel)));
      System.out.println("open");
      new CountDownLatch(1).await();
    }

    /** Later than the library would. */
    private static void close(Channel channel) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      channel.close().awaitUninterruptibly();
      System.out.println("closed");
    }
  }

  @Test
  void itsPortIsNotClosedUnderItsReader() throws Exception {
    try (PseudoTerminals cable = new PseudoTerminals()) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes = System.getProperty("java.class.path");
      Process process =
          new ProcessBuilder(java, "-cp", classes, Reader.class.getName(), cable.a())
              .redirectErrorStream(true)
              .start();
      List<String> said = new ArrayList<>();
      try (BufferedReader out = process.inputReader()) {
        String line = out.readLine();
        while (line != null) {
          said.add(line);
          if (line.equals("open")) {
            process.toHandle().destroy();
          }
          line = out.readLine();
        }
      }
      assertThat(said).contains("open").endsWith("closed");
      assertThat(said).noneMatch(line -> line.startsWith("failed"));
    }
  }
}
