package io.aerostat.router.inventory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shows the current content of a realm, and ends sessions. Every answer is bounded. Sessions of the role
 * {@code trusted} are neither shown nor ended, and procedures of the namespace {@code wamp} are not shown. In a
 * cluster, only the sessions of this node are shown.
 *
 * <p>{@link #kill} may be called on any thread. The other methods must not be called on an event loop: they go through
 * all sessions, registrations or subscriptions, which takes milliseconds in a large realm. A returned stage completes
 * on an event loop.
 */
public interface RealmInventory {
    /** The largest number of entries in one answer; a larger {@code limit} is reduced to this number. */
    int LARGEST_PAGE = 500;

    /**
     * Returns the sessions that match a filter, in the order of their ids.
     *
     * @param after the id after which the page begins; 0 for the first page
     * @param limit the largest number of sessions
     */
    CompletionStage<SessionPage> sessions(SessionFilter filter, long after, int limit);

    /** Returns one session; empty if the realm has no such session. */
    CompletionStage<Optional<SessionEntry>> session(long id);

    /**
     * Returns the sessions that have queued bytes or dropped events, beginning with the most queued bytes.
     *
     * @param limit the largest number of sessions
     */
    CompletionStage<List<SessionEntry>> slowConsumers(int limit);

    /**
     * Returns one level of the tree of registered procedures, whose branches are URI components.
     *
     * @param parent the URI components above the branches; null for the first components
     * @param after the name of the branch after which the page begins; null for the first page
     * @param limit the largest number of branches
     */
    UriPage registrations(@Nullable String parent, @Nullable String after, int limit);

    /** Returns one level of the tree of subscribed topics, in the same form as {@link #registrations}. */
    UriPage subscriptions(@Nullable String parent, @Nullable String after, int limit);

    /**
     * Ends a session with GOODBYE, like {@code wamp.session.kill} (SM-1). Observers are informed about the session that
     * has asked for the end.
     *
     * @param by the id of the session that asks for the end
     * @param reason the URI of the GOODBYE
     * @param message a text for people; may be null
     * @return false if the realm has no such session
     */
    boolean kill(long session, long by, String reason, @Nullable String message);

    /**
     * Returns messages of a session, as the router receives and sends them from now on. The first query begins to trace
     * the session; the trace ends with {@link #endTrace}, or when no query arrives for some time. A trace holds a
     * bounded number of messages, and a realm a bounded number of traces.
     *
     * @return empty if the realm has no such session; fails with {@link IllegalStateException} if too many sessions are
     *     traced already
     */
    CompletionStage<Optional<TracePage>> trace(long session, TraceQuery query);

    /** Ends the trace of a session. Returns false if the session is not traced. */
    boolean endTrace(long session);
}
