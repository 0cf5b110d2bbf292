package io.aerostat.mqtt.session;

import io.aerostat.router.link.ClientAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the sessions without a connection. The fewer places are free, the fewer sessions one owner may keep, so no
 * owner takes all places. Any thread.
 */
final class KeptSessions {
    /**
     * The number of sessions that an owner may keep for each free place. A single owner can therefore take four fifths
     * of the places.
     */
    private static final int FOR_EACH_FREE_PLACE = 4;

    private final ConcurrentMap<Owner, Integer> byOwner = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    /**
     * The user to whom sessions belong; all anonymous clients of one address count as one user.
     *
     * @param user the authid; empty for anonymous clients
     * @param address the IPv4 address or IPv6 network of anonymous clients; empty for other users, and for clients of
     *     Unix domain sockets
     */
    record Owner(String realm, String role, String user, String address) {
        /**
         * Returns the owner of a client's session.
         *
         * @param peer the client's end of the connection, such as {@code tcp4:192.0.2.1:50000}
         */
        static Owner of(Clients.Name name, String peer) {
            // Clients of Unix domain sockets have no address.
            String address = name.user().isEmpty() ? ClientAddress.of(peer) : null;
            return new Owner(name.realm(), name.role(), name.user(), address == null ? "" : address);
        }
    }

    /**
     * Adds a session, if there is a place for its owner.
     *
     * @param most the number of places
     */
    boolean add(Owner owner, int most) {
        int free = most - all.getAndIncrement();
        int own = byOwner.merge(owner, 1, Integer::sum);
        if (own <= (long) FOR_EACH_FREE_PLACE * free) {
            return true;
        }
        remove(owner);
        return false;
    }

    /** Removes a session that was added. */
    void remove(Owner owner) {
        all.decrementAndGet();
        byOwner.computeIfPresent(owner, (same, own) -> own == 1 ? null : own - 1);
    }
}
