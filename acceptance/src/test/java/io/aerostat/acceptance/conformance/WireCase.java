package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

/**
 * The common base of all conformance tests. It has a wire, connects peers over this wire, and makes URIs that no other
 * test uses.
 */
abstract class WireCase {
    /** A realm in which anonymous peers may do everything, including killing sessions. */
    protected static final String REALM = "conformance";

    private static final AtomicLong TESTS = new AtomicLong();

    @RegisterExtension
    final Peers peers = new Peers();

    @Parameter
    protected Wire wire;

    private final String namespace = "com.test" + TESTS.incrementAndGet();

    /** Returns a URI that only this test uses, and that ends in {@code name}. */
    protected final String uri(String name) {
        return namespace + "." + name;
    }

    /** Opens a connection without joining. A HELLO over this connection joins anonymously. */
    protected final RawPeer connect() {
        return connect(wire);
    }

    /** Opens a connection over another wire, without joining. */
    protected final RawPeer connect(Wire other) {
        return peers.connect(other, null, "anonymous");
    }

    /**
     * Opens a connection to a listener with other authentication methods, without joining. Only for remote wires.
     *
     * @param door the kind of authentication: {@code static} (see {@code static-auth.json}) or {@code dynamic} (see
     *     {@link Authority})
     */
    protected final RawPeer connectTo(String door) {
        return peers.connect(wire, door);
    }

    /** Joins an anonymous session that announces all features. */
    protected final RawPeer join() {
        return join(Hello.everything(REALM));
    }

    /** Joins an anonymous session with this HELLO. */
    protected final RawPeer join(Hello hello) {
        return connect().join(hello);
    }

    /** Joins a session with this authid and role that announces all features. */
    protected final RawPeer joinAs(String authid, String authrole) {
        return joinAs(Hello.everything(REALM), authid, authrole);
    }

    /** Joins a session with this authid and role, and with this HELLO. */
    protected final RawPeer joinAs(Hello hello, String authid, String authrole) {
        RawPeer peer = peers.connect(wire, authid, authrole);
        // In-process, the connection determines the role. Over the other wires, the ticket names the role ({@link
        // AnyRole}).
        return wire.transport().isEmbedded() ? peer.join(hello) : peer.joinByTicket(hello, authid, authrole);
    }
}
