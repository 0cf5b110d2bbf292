package io.aerostat.router.contract;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contract of a topic, or of all topics that match a pattern.
 *
 * @param uri the topic or pattern
 * @param event checks the payload of each PUBLISH; empty to check none
 * @param description the answer of {@code wamp.schema.describe}: lists, maps with string keys, and scalars
 */
public record TopicContract(
        String uri, MatchPolicy match, Optional<PayloadSchema> event, Map<String, @Nullable Object> description) {
    public TopicContract {
        UriRules.check(uri, match);
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }
}
