package io.aerostat.router.session.joined;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.rate.RoleRate;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.SlowConsumer;
import io.aerostat.router.tally.RoleTally;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/** A realm as its sessions see it. Any thread. */
public interface JoinableRealm {
    /** The answer of {@link #admit} if the realm has just been removed because it was empty. */
    String GONE = "the realm is removed";

    String name();

    UriCheck uriCheck();

    /** Returns the roles and features that WELCOME announces. */
    Roles announced();

    /** Checks whether request ids must be sequential; otherwise they may be arbitrary (ID-7). */
    boolean isOrderStrict();

    /** Returns the authorizer of a role, or null if the realm has no such role. */
    @Nullable
    Authorizer authorizer(String role);

    /** Returns the options for the outbound queues of a role's sessions. */
    OutboundOptions outbound(String role);

    /** Returns the limits on the rate of requests of a role's sessions. */
    RoleRate rate(String role);

    /**
     * Counts one more session. {@link #left} undoes this.
     *
     * @return null on success; otherwise {@link #GONE}, or a text for people that names the limit; in these cases, the
     *     session is not counted
     */
    @Nullable
    String admit(Principal principal);

    /** Creates the broker's part of a session. Called on the session's loop. */
    BrokerSession joinBroker(Peer peer);

    /** Creates the dealer's part of a session. Called on the session's loop. */
    DealerSession joinDealer(Peer peer);

    /** Adds a session to the list of sessions, before WELCOME is sent. Called on the session's loop. */
    void list(RouterSession session);

    /**
     * Announces a session whose WELCOME has been queued. If the realm or the session's role was removed meanwhile,
     * returns the reason of the GOODBYE that must follow; otherwise, returns null. Called on the session's loop.
     */
    @Nullable
    String joined(RouterSession session);

    /**
     * Called on the session's loop when a client has become a slow consumer. Not called again before {@link #caughtUp}.
     */
    void slowConsumer(RouterSession session, SlowConsumer policy);

    /**
     * Called on the session's loop when a slow consumer has read most of its backlog.
     *
     * @param missedEvents the number of events that the session has missed meanwhile
     */
    void caughtUp(RouterSession session, long missedEvents);

    /**
     * Removes a session from the list of sessions and announces its end. Called on the session's loop.
     *
     * @param why the reason for the log
     */
    void left(RouterSession session, LeaveReason reason, String why);

    /** Returns the tally of a role's sessions on one loop. */
    RoleTally tally(String role, EventExecutor loop);

    /** Counts a request of a role's session that exceeded a rate limit. */
    void tooFast(String role, WampMessage.Type request);

    /** Called on the session's loop when a request was denied because the session has no permission for it. */
    void denied(RouterSession session, Action action, String uri, String error);

    /** Returns the checks of payloads against the contracts of the realm. */
    PayloadChecks payloadChecks();
}
