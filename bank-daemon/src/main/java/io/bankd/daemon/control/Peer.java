package io.bankd.daemon.control;

import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/** Who is at the other end, by the kernel's word (unix(7), SO_PEERCRED). */
final class Peer {
  private Peer() {}

  /**
   * The user's name, or “” for one who may not give commands: only the daemon's own user and root
   * may. The socket's permissions say the same; this holds even where somebody has changed them.
   */
  static String user(NioDomainSocketChannel client, UserPrincipal owner) throws IOException {
    @Nullable UnixDomainPrincipal peer =
        client.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
    if (peer == null) {
      return "";
    }
    UserPrincipal user = peer.user();
    UserPrincipal root =
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("root");
    return user.equals(owner) || user.equals(root) ? user.getName() : "";
  }
}
