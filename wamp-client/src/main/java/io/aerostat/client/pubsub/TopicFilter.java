package io.aerostat.client.pubsub;

import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The topic or pattern to subscribe to, with options. Immutable: each method returns a changed copy.
 *
 * @param topic the URI, or the pattern
 * @param match how the URI is compared with the topic of an event (PBS-1)
 * @param retained whether to request the retained event when subscribing (RET-2)
 * @param nkey the node key of a sharded subscription (SSB-1)
 * @param replayAfter the publication after which to request past events; 0 for all past events, empty for none
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-pattern-based-subscription">Pattern-based
 *     subscriptions in the WAMP specification</a>
 */
public record TopicFilter(
        String topic, MatchPolicy match, boolean retained, Optional<String> nkey, OptionalLong replayAfter) {
    public TopicFilter {
        if (replayAfter.isPresent() && replayAfter.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    "replayAfter: found " + replayAfter.getAsLong() + " (expected a publication id, or 0)");
        }
    }

    /** Creates a filter that requests no past events. */
    public TopicFilter(String topic, MatchPolicy match, boolean retained, Optional<String> nkey) {
        this(topic, match, retained, nkey, OptionalLong.empty());
    }

    /** Returns the filter of one topic. */
    public static TopicFilter of(String topic) {
        return of(topic, MatchPolicy.EXACT);
    }

    /** Returns the filter of all topics that match. */
    public static TopicFilter of(String topic, MatchPolicy match) {
        return new TopicFilter(topic, match, false, Optional.empty());
    }

    /** Matches every topic whose URI begins with {@code prefix}. */
    public static TopicFilter prefix(String prefix) {
        return of(prefix, MatchPolicy.PREFIX);
    }

    /**
     * Matches every topic that equals the pattern in all non-empty components of the pattern, such as
     * {@code com.shop..sold}.
     */
    public static TopicFilter wildcard(String pattern) {
        return of(pattern, MatchPolicy.WILDCARD);
    }

    /** Requests the retained event of each matching topic. */
    public TopicFilter withRetained() {
        return new TopicFilter(topic, match, true, nkey, replayAfter);
    }

    /**
     * Requests the events that were published after an earlier event, and then each new event, without gaps or
     * duplicates. The router must keep the history of exactly this topic or pattern, and announce
     * {@code x_event_replay}; other routers ignore the request. The request fails with
     * {@code wamp.error.no_such_publication} if the history no longer has the earlier event, and with
     * {@code wamp.error.history_unavailable} if there is no history.
     *
     * <p>After a reconnect, the session requests the events after the last event that the handler has received.
     *
     * @param publication the id of the last event that the subscriber has received
     */
    public TopicFilter replayAfter(long publication) {
        return new TopicFilter(topic, match, retained, nkey, OptionalLong.of(publication));
    }

    /** Requests all past events that the router has kept, and then each new event, as {@link #replayAfter} does. */
    public TopicFilter replayAll() {
        return replayAfter(0);
    }

    /** Returns a copy that subscribes to the shard of {@code nodeKey}. */
    public TopicFilter shard(String nodeKey) {
        return new TopicFilter(topic, match, retained, Optional.of(nodeKey), replayAfter);
    }

    /** Returns the options of the SUBSCRIBE message. */
    public SubscribeOptions options() {
        return new SubscribeOptions(match, retained, nkey.orElse(null), replayAfter.orElse(SubscribeOptions.NO_REPLAY));
    }
}
