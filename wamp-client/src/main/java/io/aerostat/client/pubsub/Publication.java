package io.aerostat.client.pubsub;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish: topic, arguments and options. Immutable: each method returns a changed copy.
 *
 * @param topic the URI
 * @param args positional arguments: scalars, lists, maps, byte arrays, records, POJOs, null
 * @param kwargs keyword arguments
 * @param includeMe whether the publisher receives its own event, if it is subscribed (PEX-1)
 * @param audience the black and white lists (BWL-1)
 * @param discloseMe whether subscribers may learn the identity of the publisher (PID-1)
 * @param retain whether the router keeps the event for later subscribers (RET-1)
 * @param rkey the key that selects a shard of a sharded subscription (SSB-1)
 * @param forwardFor the sessions for which links between routers forward the event (R2R-2)
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-subscriber-black-and-whitel">Black and white lists of
 *     subscribers in the WAMP specification</a>
 */
public record Publication(
        String topic,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> kwargs,
        boolean includeMe,
        Audience audience,
        boolean discloseMe,
        boolean retain,
        Optional<String> rkey,
        List<Map<String, @Nullable Object>> forwardFor) {

    public Publication {
        args = Collections.unmodifiableList(new ArrayList<>(args));
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
        forwardFor = List.copyOf(forwardFor);
    }

    /** Returns a publication without arguments and options. */
    public static Publication of(String topic) {
        return new Publication(
                topic, List.of(), Map.of(), false, Audience.EVERYONE, false, false, Optional.empty(), List.of());
    }

    /** Replaces the positional arguments. */
    public Publication args(@Nullable Object... args) {
        return new Publication(
                topic, Arrays.asList(args), kwargs, includeMe, audience, discloseMe, retain, rkey, forwardFor);
    }

    /** Replaces the keyword arguments. */
    public Publication kwargs(Map<String, ? extends @Nullable Object> kwargs) {
        return new Publication(
                topic,
                args,
                Collections.unmodifiableMap(kwargs),
                includeMe,
                audience,
                discloseMe,
                retain,
                rkey,
                forwardFor);
    }

    /** Adds a keyword argument. */
    public Publication kwarg(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(kwargs);
        more.put(name, value);
        return new Publication(topic, args, more, includeMe, audience, discloseMe, retain, rkey, forwardFor);
    }

    /** Returns a copy that the publisher receives, too. */
    public Publication toMeToo() {
        return new Publication(topic, args, kwargs, true, audience, discloseMe, retain, rkey, forwardFor);
    }

    public Publication audience(Audience audience) {
        return new Publication(topic, args, kwargs, includeMe, audience, discloseMe, retain, rkey, forwardFor);
    }

    /** Returns a copy that only these sessions receive. */
    public Publication eligible(Collection<Long> sessions) {
        Audience a = audience;
        return audience(new Audience(
                a.exclude(),
                a.excludeAuthid(),
                a.excludeAuthrole(),
                Set.copyOf(sessions),
                a.eligibleAuthid(),
                a.eligibleAuthrole()));
    }

    /** Returns a copy that only sessions of these authids receive. */
    public Publication eligibleAuthids(Collection<String> authids) {
        Audience a = audience;
        return audience(new Audience(
                a.exclude(),
                a.excludeAuthid(),
                a.excludeAuthrole(),
                a.eligible(),
                Set.copyOf(authids),
                a.eligibleAuthrole()));
    }

    /** Returns a copy that only sessions of these roles receive. */
    public Publication eligibleAuthroles(Collection<String> authroles) {
        Audience a = audience;
        return audience(new Audience(
                a.exclude(),
                a.excludeAuthid(),
                a.excludeAuthrole(),
                a.eligible(),
                a.eligibleAuthid(),
                Set.copyOf(authroles)));
    }

    /** Returns a copy that these sessions do not receive. */
    public Publication exclude(Collection<Long> sessions) {
        Audience a = audience;
        return audience(new Audience(
                Set.copyOf(sessions),
                a.excludeAuthid(),
                a.excludeAuthrole(),
                a.eligible(),
                a.eligibleAuthid(),
                a.eligibleAuthrole()));
    }

    /** Returns a copy that sessions of these authids do not receive. */
    public Publication excludeAuthids(Collection<String> authids) {
        Audience a = audience;
        return audience(new Audience(
                a.exclude(),
                Set.copyOf(authids),
                a.excludeAuthrole(),
                a.eligible(),
                a.eligibleAuthid(),
                a.eligibleAuthrole()));
    }

    /** Returns a copy that sessions of these roles do not receive. */
    public Publication excludeAuthroles(Collection<String> authroles) {
        Audience a = audience;
        return audience(new Audience(
                a.exclude(),
                a.excludeAuthid(),
                Set.copyOf(authroles),
                a.eligible(),
                a.eligibleAuthid(),
                a.eligibleAuthrole()));
    }

    /** Returns a copy whose publisher is disclosed to subscribers. */
    public Publication disclosed() {
        return new Publication(topic, args, kwargs, includeMe, audience, true, retain, rkey, forwardFor);
    }

    /** Returns a copy that the router keeps for later subscribers. */
    public Publication retained() {
        return new Publication(topic, args, kwargs, includeMe, audience, discloseMe, true, rkey, forwardFor);
    }

    /** Returns a copy for the shard that {@code key} selects. */
    public Publication shard(String key) {
        return new Publication(
                topic, args, kwargs, includeMe, audience, discloseMe, retain, Optional.of(key), forwardFor);
    }

    /** Returns a copy that lists the sessions for which links between routers forward the event. */
    public Publication forwardFor(List<Map<String, @Nullable Object>> sessions) {
        return new Publication(topic, args, kwargs, includeMe, audience, discloseMe, retain, rkey, sessions);
    }

    /** Returns the options of the PUBLISH message. */
    public PublishOptions options(boolean acknowledge, Passthru passthru) {
        return new PublishOptions(
                acknowledge,
                !includeMe,
                audience,
                discloseMe,
                retain,
                rkey.orElse(null),
                forwardFor.isEmpty() ? passthru : passthru.withForwardFor(forwardFor));
    }

    /** Leaves out the arguments: payloads must not be logged. */
    @Override
    public String toString() {
        return "Publication[" + topic + "]";
    }
}
