package io.aerostat.acceptance.endurance;

import java.io.IOException;

/** What a session of a short life does with a router: all that leaves a trace there while it lasts. */
final class Life {
    private static final int SUBSCRIBED = 33;
    private static final int EVENT = 36;
    private static final int RESULT = 50;
    private static final int REGISTERED = 65;
    private static final int INVOCATION = 68;

    /** How a session leaves. */
    enum End {
        /** By RST, with a call of its own in flight. */
        RESET {
            @Override
            void leave(SocketPeer peer, String procedure) throws IOException {
                call(peer, procedure);
                peer.next(INVOCATION);
                peer.reset();
            }
        },
        /** By FIN without a word, as a client that was not told how. */
        CLOSE {
            @Override
            void leave(SocketPeer peer, String procedure) throws IOException {
                peer.close();
            }
        },
        /** As the specification says. */
        GOODBYE {
            @Override
            void leave(SocketPeer peer, String procedure) throws IOException {
                peer.send("[6, {}, \"wamp.close.close_realm\"]");
                peer.next(6);
                peer.close();
            }
        };

        abstract void leave(SocketPeer peer, String procedure) throws IOException;
    }

    private Life() {}

    /**
     * Joins, subscribes in two ways, registers, calls itself, hears its own event and leaves.
     *
     * @param name of nobody else: a call that is still on its way when its caller is gone must not come to the next one of that name
     */
    static void live(RouterAtWork router, Framing framing, String name, End end) throws IOException {
        String procedure = "com.app.p" + name;
        try (SocketPeer peer = SocketPeer.join(router.port(framing), framing)) {
            peer.send("[32, " + peer.nextRequest() + ", {}, \"com.app.t" + name + "\"]");
            peer.send("[32, " + peer.nextRequest() + ", {\"match\": \"wildcard\"}, \"com..w" + name + "\"]");
            peer.send("[64, " + peer.nextRequest() + ", {}, \"" + procedure + "\"]");
            peer.expect(SUBSCRIBED);
            peer.expect(SUBSCRIBED);
            peer.expect(REGISTERED);
            call(peer, procedure);
            peer.send("[70, " + peer.expect(INVOCATION).get(1).asLong() + ", {}, [\"y\"]]");
            peer.expect(RESULT);
            peer.send("[16, " + peer.nextRequest() + ", {\"exclude_me\": false}, \"com.app.t" + name + "\", [1]]");
            peer.expect(EVENT);
            end.leave(peer, procedure);
        }
    }

    /** Connects, is challenged, and is gone. */
    static void giveUpWhileJoining(RouterAtWork router) throws IOException {
        try (SocketPeer peer = SocketPeer.connect(router.port(), Framing.RAW_SOCKET)) {
            peer.askToJoin("joe");
            peer.reset();
        }
    }

    private static void call(SocketPeer peer, String procedure) throws IOException {
        peer.send("[48, " + peer.nextRequest() + ", {}, \"" + procedure + "\", [\"x\"]]");
    }
}
