package io.aerostat.router.session.joined;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.SlowConsumer;
import org.jspecify.annotations.Nullable;

/** A realm as its sessions see it. Any thread. */
public interface JoinableRealm {
    String name();

    UriCheck uriCheck();

    /** The features that sessions of the realm may count on. */
    Roles announced();

    /** Whether request ids must be sequential, or may be anything (ID-7). */
    boolean isOrderStrict();

    /** What the role may do; null if the realm has no such role. */
    @Nullable
    Authorizer authorizer(String role);

    /** What the role decides about the outbound queues of its sessions (P4). */
    OutboundOptions outbound(String role);

    /**
     * Counts one more session, which gives its place back when it has {@link #left}.
     *
     * @return null, or which limit is reached, for people: then nothing was counted
     */
    @Nullable
    String admit(Principal principal);

    /** Makes the session's part at the broker. On the session's loop. */
    BrokerSession joinBroker(Peer peer);

    /** Makes the session's part at the dealer. On the session's loop. */
    DealerSession joinDealer(Peer peer);

    /** Lists the session; its WELCOME follows. On the session's loop. */
    void list(RouterSession session);

    /** Announces the session; its WELCOME has been queued. Returns false if the realm is closing. On the session's loop. */
    boolean joined(RouterSession session);

    /** The peer has used up its outbound budget: an episode begins, once until {@link #caughtUp}. On the session's loop. */
    void slowConsumer(RouterSession session, SlowConsumer policy);

    /**
     * The peer reads again, and the episode is over.
     *
     * @param missedEvents how many events it has cost
     */
    void caughtUp(RouterSession session, long missedEvents);

    /** Takes the session off the list and announces that it is gone. On the session's loop. */
    void left(RouterSession session, LeaveReason reason);
}
