package io.aerostat.router.transport;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.TlsException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;

/**
 * The present setup of a listener's new connections, which can be replaced while it listens. The loops read it; one
 * thread at a time replaces it.
 */
@Sharable
final class ListenerSetup extends ChannelInitializer<Channel> {
    private volatile ConnectionSetup present;

    /** Reads certificates and opens files of cookies; blocks. */
    ListenerSetup(Listener listener, ListenerEnvironment environment, ChannelGroup connections) throws TlsException {
        this.present = ConnectionSetup.of(listener, environment, connections);
    }

    @Override
    protected void initChannel(Channel channel) {
        present.install(channel);
    }

    /**
     * Makes everything that the listener needs in its new form, then replaces the setup. Blocks.
     *
     * @throws TlsException if a certificate or key cannot be used; then nothing changes
     */
    void update(Listener listener) throws TlsException {
        ConnectionSetup before = present;
        ConnectionSetup next = before.changed(listener);
        present = next;
        next.begin(before);
    }

    /** Lets nobody join any more over the connections that are open. */
    void retire() {
        present.retire();
    }

    /** Checks whether the files of a certificate have changed. Blocks. */
    void checkTls() {
        present.checkTls();
    }
}
