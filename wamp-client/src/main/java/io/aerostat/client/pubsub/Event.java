package io.aerostat.client.pubsub;

import io.aerostat.client.value.Arguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A received event. Immutable; any thread.
 *
 * @param arguments the published arguments
 * @param topic the topic of the publication, even if the subscription has a pattern (PBS-3)
 * @param publication the id of the publication, the same for all receivers
 * @param publisher the publisher, if its identity is disclosed
 * @param trustLevel the router's trust in the publication, if the router sends it (PTL-1)
 * @param retained whether the event was published before this subscription existed (RET-2)
 * @param forwardFor the sessions for which links between routers have forwarded the event (R2R-2), as the publisher
 *     claims; the router does not check the claim
 */
public record Event(
        Arguments arguments,
        String topic,
        long publication,
        Optional<Publisher> publisher,
        OptionalLong trustLevel,
        boolean retained,
        List<Map<String, @Nullable Object>> forwardFor) {

    /** Returns a positional argument; see {@link Arguments#arg(int, Class)}. */
    public <T> T arg(int index, Class<T> type) {
        return arguments.arg(index, type);
    }

    /** Returns a keyword argument; see {@link Arguments#kwarg(String, Class)}. */
    public <T> T kwarg(String name, Class<T> type) {
        return arguments.kwarg(name, type);
    }

    /** Returns the positional arguments. */
    public List<@Nullable Object> args() {
        return arguments.args();
    }

    /** Returns the keyword arguments. */
    public Map<String, @Nullable Object> kwargs() {
        return arguments.kwargs();
    }
}
