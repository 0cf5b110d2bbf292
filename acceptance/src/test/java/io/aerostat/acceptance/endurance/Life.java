package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;

import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.MessageType;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The short life of one session. While the session lasts, it uses everything that has an entry in a table of the
 * router.
 */
final class Life {

    /** The ways in which a session ends. */
    enum End {
        /** The session resets its connection (RST) while one of its calls is running. */
        RESET {
            @Override
            void leave(RawPeer peer, String procedure) throws IOException {
                call(peer, procedure);
                peer.skipTo(INVOCATION);
                peer.reset();
            }
        },
        /** The session closes its connection (FIN) without GOODBYE. */
        CLOSE {
            @Override
            void leave(RawPeer peer, String procedure) throws IOException {
                peer.close();
            }
        },
        /** The session leaves with GOODBYE, as specified. */
        GOODBYE {
            @Override
            void leave(RawPeer peer, String procedure) throws IOException {
                peer.send(MessageType.GOODBYE, Map.of(), "wamp.close.close_realm");
                peer.skipTo(MessageType.GOODBYE);
                peer.close();
            }
        };

        abstract void leave(RawPeer peer, String procedure) throws IOException;
    }

    private Life() {}

    /**
     * Joins, subscribes to a topic and a pattern, registers, calls its own procedure, receives its own event, and
     * leaves.
     *
     * @param name a name that no other session uses, so that a late call of a lost session cannot reach the next one
     */
    static void live(RouterAtWork router, Framing framing, String name, End end) throws IOException {
        String procedure = "com.app.p" + name;
        try (RawPeer peer = framing.join(router.port(framing))) {
            peer.send(SUBSCRIBE, peer.nextRequest(), Map.of(), "com.app.t" + name);
            peer.send(SUBSCRIBE, peer.nextRequest(), Map.of("match", "wildcard"), "com..w" + name);
            peer.send(REGISTER, peer.nextRequest(), Map.of(), procedure);
            peer.expect(SUBSCRIBED);
            peer.expect(SUBSCRIBED);
            peer.expect(REGISTERED);
            call(peer, procedure);
            peer.yield(peer.expect(INVOCATION), "y");
            peer.expect(RESULT);
            peer.send(PUBLISH, peer.nextRequest(), Map.of("exclude_me", false), "com.app.t" + name, List.of(1));
            peer.expect(EVENT);
            end.leave(peer, procedure);
        }
    }

    /** Connects, gets a CHALLENGE, and disconnects. */
    static void giveUpWhileJoining(RouterAtWork router) throws IOException {
        try (RawPeer peer = Framing.RAW_SOCKET.connect(router.port())) {
            peer.requestChallenge(Hello.everything("realm1"), "joe");
            peer.reset();
        }
    }

    private static void call(RawPeer peer, String procedure) throws IOException {
        peer.call(procedure, "x");
    }
}
