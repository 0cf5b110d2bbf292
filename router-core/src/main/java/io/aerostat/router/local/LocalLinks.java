package io.aerostat.router.local;

import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.router.link.LinkAcceptor;
import io.netty.util.concurrent.EventExecutorGroup;

/** Opens in-process links and distributes them over the loops. Any thread. */
public final class LocalLinks implements LocalConnector {
    private final EventExecutorGroup loops;
    private final LinkAcceptor acceptor;

    public LocalLinks(EventExecutorGroup loops, LinkAcceptor acceptor) {
        this.loops = loops;
        this.acceptor = acceptor;
    }

    @Override
    public LocalConnection open(LocalReceiver receiver) {
        LocalLink link = new LocalLink(loops.next(), receiver);
        link.start(acceptor);
        return link;
    }
}
