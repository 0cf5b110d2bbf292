package io.aerostat.client.pubsub;

import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.Optional;

/**
 * The topic or pattern to subscribe to, with options. Immutable: each method returns a changed copy.
 *
 * @param topic the URI, or the pattern
 * @param match how the URI is compared with the topic of an event (PBS-1)
 * @param retained whether to request the retained event when subscribing (RET-2)
 * @param nkey the node key of a sharded subscription (SSB-1)
 */
public record TopicFilter(String topic, MatchPolicy match, boolean retained, Optional<String> nkey) {
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
     * Matches every topic that equals the pattern in all components that are not empty, such as {@code com.shop..sold}.
     */
    public static TopicFilter wildcard(String pattern) {
        return of(pattern, MatchPolicy.WILDCARD);
    }

    /** Requests the retained event of each matching topic. */
    public TopicFilter withRetained() {
        return new TopicFilter(topic, match, true, nkey);
    }

    /** Returns a copy that subscribes to the shard of {@code nodeKey}. */
    public TopicFilter shard(String nodeKey) {
        return new TopicFilter(topic, match, retained, Optional.of(nodeKey));
    }

    /** Returns the options of the SUBSCRIBE message. */
    public SubscribeOptions options() {
        return new SubscribeOptions(match, retained, nkey.orElse(null));
    }
}
