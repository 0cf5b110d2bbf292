package io.aerostat.mqtt.session;

import io.aerostat.protocol.option.WelcomeDetails;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of MQTT clients of a router by their client ids. A new connection takes over the client id of an earlier
 * connection, within a limit: two programs with one client id would otherwise replace each other forever. Any thread.
 */
final class Clients {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final ConcurrentMap<Name, Present> present = new ConcurrentHashMap<>();
    private final KeptSessions kept = new KeptSessions();
    private final LongSupplier nanoTime;

    Clients() {
        this(System::nanoTime);
    }

    Clients(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The name of a client. Clients with different users never have the same name, so no user can end the connections,
     * or take over the sessions, of another user.
     *
     * @param user the authid; empty for anonymous clients, whose authids are random
     */
    record Name(String realm, String role, String user, String clientId) {
        static Name of(WelcomeDetails welcome, String clientId) {
            boolean isAnonymous = "anonymous".equals(welcome.authmethod());
            return new Name(
                    String.valueOf(welcome.realm()),
                    String.valueOf(welcome.authrole()),
                    isAnonymous ? "" : String.valueOf(welcome.authid()),
                    clientId);
        }
    }

    /**
     * The present session of a client.
     *
     * @param since the beginning of the minute in which {@code replaced} counts
     * @param replaced the number of times that another connection has replaced the client's connection
     * @param keptFor the owner of a session without a connection; null for a session with a connection
     */
    private record Present(MqttLink link, long since, int replaced, KeptSessions.@Nullable Owner keptFor) {
        boolean isConnected() {
            return keptFor == null;
        }
    }

    /** The outcome of an attempt to join: whether it succeeded, and the session that it replaces, if any. */
    record Outcome(boolean joined, @Nullable MqttLink replaced) {}

    /** Joins with a name, unless the limit of replacements per minute is reached. */
    Outcome join(Name name, MqttLink link, int limit) {
        Present next = new Present(link, nanoTime.getAsLong(), 0, null);
        while (true) {
            Present before = present.putIfAbsent(name, next);
            if (before == null) {
                return new Outcome(true, null);
            }
            long now = nanoTime.getAsLong();
            boolean isRecent = now - before.since() < MINUTE;
            int more = before.isConnected() ? 1 : 0; // A client that returns replaces no connection.
            int replaced = isRecent ? before.replaced() + more : more;
            if (replaced > limit) {
                return new Outcome(false, null);
            }
            if (present.replace(name, before, new Present(link, isRecent ? before.since() : now, replaced, null))) {
                forget(before);
                return new Outcome(true, before.link());
            }
        }
    }

    private void forget(Present before) {
        KeptSessions.Owner owner = before.keptFor();
        if (owner != null) {
            kept.remove(owner);
        }
    }

    /** The outcome for a session that has lost its connection. */
    enum Rest {
        /** The session continues, and may be taken over. */
        KEPT,
        /** Another connection has replaced this one, and will take the session over. */
        REPLACED,
        /** There are too many sessions without a connection, of this user or of all users. */
        REFUSED
    }

    /**
     * Called when a session has lost its connection, and would continue without a connection.
     *
     * @param peer the client's end of the connection, such as {@code tcp4:192.0.2.1:50000}
     * @param most the number of sessions that may be without a connection
     */
    Rest disconnected(Name name, MqttLink link, String peer, int most) {
        KeptSessions.Owner owner = KeptSessions.Owner.of(name, peer);
        if (!kept.add(owner, most)) {
            return Rest.REFUSED;
        }
        Present after = present.computeIfPresent(
                name,
                (same, current) -> current.link() == link
                        ? new Present(link, current.since(), current.replaced(), owner)
                        : current);
        if (after != null && after.link() == link) {
            return Rest.KEPT;
        }
        kept.remove(owner);
        return after == null ? Rest.REFUSED : Rest.REPLACED;
    }

    /** Called when the session of a client has ended. Does nothing if another session has replaced that session. */
    void left(Name name, MqttLink link) {
        present.computeIfPresent(name, (same, current) -> {
            if (current.link() != link) {
                return current;
            }
            forget(current);
            return null;
        });
    }
}
