package io.aerostat.router.transport;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.TlsException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;

/**
 * Holds the current setup for new connections of a listener. The setup can be replaced while the listener is open. The
 * loops read it; one thread at a time replaces it.
 */
@Sharable
final class ListenerSetup extends ChannelInitializer<Channel> {
    private volatile ConnectionSetup present;

    /** Creates the setup. Reads certificates and opens cookie files; blocks. */
    ListenerSetup(Listener listener, ListenerEnvironment environment, ChannelGroup connections) throws TlsException {
        this.present = ConnectionSetup.of(listener, environment, connections);
    }

    @Override
    protected void initChannel(Channel channel) {
        present.install(channel);
    }

    /**
     * Replaces the setup by one for the changed listener. Blocks.
     *
     * @throws TlsException if a certificate or key cannot be used; in that case, nothing changes
     */
    void update(Listener listener) throws TlsException {
        ConnectionSetup before = present;
        ConnectionSetup next = before.changed(listener);
        present = next;
        next.begin(before);
    }

    /** Refuses further joins over open connections. */
    void retire() {
        present.retire();
    }

    /** Checks whether the certificate files have changed. Blocks. */
    void checkTls() {
        present.checkTls();
    }
}
