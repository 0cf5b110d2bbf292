package io.aerostat.router.transport;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OversizedMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for sessions: sends every message back, and records all other events of the links. */
public final class EchoAcceptor implements LinkAcceptor {
    public final List<Accepted> links = new CopyOnWriteArrayList<>();

    @Override
    public LinkHandler accept(Link link) {
        Accepted accepted = new Accepted(link);
        links.add(accepted);
        return accepted;
    }

    public Accepted last() {
        return links.get(links.size() - 1);
    }

    /** Records the events of one link. */
    public static final class Accepted implements LinkHandler {
        public final Link link;
        public final List<WampMessage> messages = new CopyOnWriteArrayList<>();
        public final List<String> violations = new CopyOnWriteArrayList<>();
        public final List<OversizedMessage> oversized = new CopyOnWriteArrayList<>();
        public final List<String> closed = new CopyOnWriteArrayList<>();
        public volatile boolean echoes = true;
        public volatile boolean throwsBug;

        private Accepted(Link link) {
            this.link = link;
        }

        @Override
        public void onMessage(WampMessage message) {
            assertOnLoop();
            if (throwsBug) {
                throw new IllegalStateException("a bug, on purpose");
            }
            messages.add(message);
            if (echoes) {
                link.write(message);
            }
        }

        @Override
        public void onViolation(ProtocolViolation violation) {
            assertOnLoop();
            violations.add(String.valueOf(violation.getMessage()));
            link.write(new Abort(new CloseDetails("broken", null), ErrorUris.PROTOCOL_VIOLATION, Payload.EMPTY));
            link.close(LinkClose.PROTOCOL_ERROR);
        }

        @Override
        public void onOversized(OversizedMessage message) {
            assertOnLoop();
            oversized.add(message);
        }

        @Override
        public void onClosed(String reason) {
            assertOnLoop();
            closed.add(reason);
        }

        private void assertOnLoop() {
            if (!link.loop().inEventLoop()) {
                throw new AssertionError("told on a foreign thread");
            }
            if (!closed.isEmpty()) {
                throw new AssertionError("told after the end");
            }
        }
    }
}
