package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

/** What all conformance tests have: a wire, peers on it, and URIs that no other test uses. */
abstract class WireCase {
    /** Where anonymous peers may do everything, the killing of sessions included. */
    protected static final String REALM = "conformance";

    private static final AtomicLong TESTS = new AtomicLong();

    @RegisterExtension
    final Peers peers = new Peers();

    @Parameter
    protected Wire wire;

    private final String namespace = "com.test" + TESTS.incrementAndGet();

    /** A URI of this test alone, which ends in {@code name}. */
    protected final String uri(String name) {
        return namespace + "." + name;
    }

    /** A connection on which nothing has been said yet; anonymous, if it says HELLO. */
    protected final RawPeer connect() {
        return connect(wire);
    }

    /** A connection over another wire. */
    protected final RawPeer connect(Wire other) {
        return peers.connect(other, null, "anonymous");
    }

    /**
     * A connection where other methods authenticate, on which nothing has been said yet. Remote only.
     *
     * @param door {@code static} (see {@code static-auth.json}) or {@code dynamic} (see {@link Authority})
     */
    protected final RawPeer connectTo(String door) {
        return peers.connect(wire, door);
    }

    /** An anonymous session that announces everything. */
    protected final RawPeer join() {
        return join(Hello.everything(REALM));
    }

    /** An anonymous session that joins so. */
    protected final RawPeer join(Hello hello) {
        return connect().join(hello);
    }

    /** A session of this user in this role of the realm, which announces everything. */
    protected final RawPeer joinAs(String authid, String authrole) {
        return joinAs(Hello.everything(REALM), authid, authrole);
    }

    /** A session of this user in this role of the realm, which joins so. */
    protected final RawPeer joinAs(Hello hello, String authid, String authrole) {
        RawPeer peer = peers.connect(wire, authid, authrole);
        // In-process the role is settled with the connection; over the other wires the router's test realm takes it as
        // the ticket.
        return wire.transport().isEmbedded() ? peer.join(hello) : peer.joinByTicket(hello, authid, authrole);
    }
}
