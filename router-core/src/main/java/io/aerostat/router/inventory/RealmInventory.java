package io.aerostat.router.inventory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a realm holds now, and ends sessions. Every answer is bounded. Any thread, but not an event loop: a
 * question walks over all sessions, registrations or subscriptions of the realm, which takes milliseconds in a large
 * one. The router's own sessions and procedures are not shown.
 */
public interface RealmInventory {
    /** The largest number of entries of one answer; a larger {@code limit} is cut to it. */
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
     * Returns the sessions for which bytes wait or events were dropped: those with the most waiting bytes first.
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

    /** Returns one level of the tree of subscribed topics, as {@link #registrations} does for procedures. */
    UriPage subscriptions(@Nullable String parent, @Nullable String after, int limit);

    /**
     * Ends a session with GOODBYE, as {@code wamp.session.kill} does (SM-1). Observers learn who did it.
     *
     * @param by the id of the session that wants it
     * @param reason the URI of the GOODBYE
     * @param message for people; may be null
     * @return whether the realm has such a session
     */
    boolean kill(long session, long by, String reason, @Nullable String message);
}
