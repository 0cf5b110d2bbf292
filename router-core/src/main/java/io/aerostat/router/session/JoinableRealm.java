package io.aerostat.router.session;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import org.jspecify.annotations.Nullable;

/** A realm as its sessions see it. Any thread. */
public interface JoinableRealm {
    String name();

    UriCheck uriCheck();

    /** Whether request ids must be sequential, or may be anything (ID-7). */
    boolean isOrderStrict();

    /** What the role may do; null if the realm has no such role. */
    @Nullable
    Authorizer authorizer(String role);

    /** Makes the session's part at the broker. On the session's loop. */
    BrokerSession joinBroker(Peer peer);

    /** Makes the session's part at the dealer. On the session's loop. */
    DealerSession joinDealer(Peer peer);

    /** Lists the session and announces it; its WELCOME has been queued. Returns false if the realm is closing. On the session's loop. */
    boolean joined(RouterSession session);

    /** Takes the session off the list and announces that it is gone. On the session's loop. */
    void left(RouterSession session, LeaveReason reason);
}
