package io.aerostat.protocol.option;

import io.aerostat.protocol.feature.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of options and details in messages, each with its predefined keys (KEY-1). The table also lists the
 * keys that have no effect in this project, because their values are checked, too (PV-12). Tests cover the whole table.
 * Immutable; any thread.
 */
public enum OptionDictionary {
    HELLO_DETAILS(
            "HELLO.Details",
            basic(
                    OptionKey.ROLES,
                    OptionKey.AGENT,
                    OptionKey.AUTHMETHODS,
                    OptionKey.AUTHID,
                    OptionKey.AUTHROLE,
                    OptionKey.AUTHEXTRA)),
    WELCOME_DETAILS(
            "WELCOME.Details",
            basic(
                    OptionKey.ROLES,
                    OptionKey.AGENT,
                    OptionKey.REALM,
                    OptionKey.AUTHID,
                    OptionKey.AUTHROLE,
                    OptionKey.AUTHMETHOD,
                    OptionKey.AUTHPROVIDER,
                    OptionKey.AUTHEXTRA)),
    ABORT_DETAILS("ABORT.Details", basic(OptionKey.MESSAGE, OptionKey.SCRAM)),
    GOODBYE_DETAILS("GOODBYE.Details", basic(OptionKey.MESSAGE), unused(OptionKey.RESUMABLE)),
    PUBLISH_OPTIONS(
            "PUBLISH.Options",
            basic(OptionKey.ACKNOWLEDGE),
            advanced(Feature.PUBLISHER_EXCLUSION, OptionKey.EXCLUDE_ME),
            advanced(
                    Feature.SUBSCRIBER_BLACKWHITE_LISTING,
                    OptionKey.EXCLUDE,
                    OptionKey.EXCLUDE_AUTHID,
                    OptionKey.EXCLUDE_AUTHROLE,
                    OptionKey.ELIGIBLE,
                    OptionKey.ELIGIBLE_AUTHID,
                    OptionKey.ELIGIBLE_AUTHROLE),
            advanced(Feature.PUBLISHER_IDENTIFICATION, OptionKey.DISCLOSE_ME),
            advanced(Feature.EVENT_RETENTION, OptionKey.RETAIN),
            advanced(Feature.SHARDED_SUBSCRIPTION, OptionKey.RKEY),
            basic(OptionKey.FORWARD_FOR),
            unused(OptionKey.TRANSACTION_HASH),
            passthru()),
    SUBSCRIBE_OPTIONS(
            "SUBSCRIBE.Options",
            advanced(Feature.PATTERN_BASED_SUBSCRIPTION, OptionKey.MATCH),
            advanced(Feature.EVENT_RETENTION, OptionKey.GET_RETAINED),
            advanced(Feature.SHARDED_SUBSCRIPTION, OptionKey.NKEY),
            advanced(Feature.X_EVENT_REPLAY, OptionKey.X_REPLAY_AFTER),
            unused(OptionKey.FORWARD_FOR)),
    EVENT_DETAILS(
            "EVENT.Details",
            advanced(Feature.PATTERN_BASED_SUBSCRIPTION, OptionKey.TOPIC),
            advanced(
                    Feature.PUBLISHER_IDENTIFICATION,
                    OptionKey.PUBLISHER,
                    OptionKey.PUBLISHER_AUTHID,
                    OptionKey.PUBLISHER_AUTHROLE),
            advanced(Feature.PUBLICATION_TRUSTLEVELS, OptionKey.TRUSTLEVEL),
            advanced(Feature.EVENT_RETENTION, OptionKey.RETAINED),
            basic(OptionKey.X_ACKNOWLEDGED_DELIVERY),
            basic(OptionKey.FORWARD_FOR),
            unused(OptionKey.TRANSACTION_HASH),
            passthru()),
    REGISTER_OPTIONS(
            "REGISTER.Options",
            advanced(Feature.PATTERN_BASED_REGISTRATION, OptionKey.MATCH),
            advanced(Feature.SHARED_REGISTRATION, OptionKey.INVOKE, OptionKey.CONCURRENCY),
            advanced(Feature.CALLER_IDENTIFICATION, OptionKey.DISCLOSE_CALLER),
            advanced(Feature.CALL_TIMEOUT, OptionKey.FORWARD_TIMEOUT),
            basic(OptionKey.FORCE_REREGISTER),
            unused(OptionKey.FORWARD_FOR)),
    CALL_OPTIONS(
            "CALL.Options",
            advanced(Feature.PROGRESSIVE_CALL_RESULTS, OptionKey.RECEIVE_PROGRESS),
            advanced(Feature.PROGRESSIVE_CALL_INVOCATIONS, OptionKey.PROGRESS),
            advanced(Feature.CALL_TIMEOUT, OptionKey.TIMEOUT),
            advanced(Feature.CALLER_IDENTIFICATION, OptionKey.DISCLOSE_ME),
            advanced(Feature.SHARDED_REGISTRATION, OptionKey.RKEY, OptionKey.RUNMODE),
            basic(OptionKey.FORWARD_FOR),
            unused(OptionKey.TRANSACTION_HASH),
            passthru()),
    INVOCATION_DETAILS(
            "INVOCATION.Details",
            advanced(Feature.PATTERN_BASED_REGISTRATION, OptionKey.PROCEDURE),
            advanced(Feature.PROGRESSIVE_CALL_RESULTS, OptionKey.RECEIVE_PROGRESS),
            advanced(Feature.PROGRESSIVE_CALL_INVOCATIONS, OptionKey.PROGRESS),
            advanced(Feature.CALL_TIMEOUT, OptionKey.TIMEOUT),
            advanced(
                    Feature.CALLER_IDENTIFICATION,
                    OptionKey.CALLER,
                    OptionKey.CALLER_AUTHID,
                    OptionKey.CALLER_AUTHROLE),
            advanced(Feature.CALL_TRUSTLEVELS, OptionKey.TRUSTLEVEL),
            basic(OptionKey.FORWARD_FOR),
            passthru()),
    YIELD_OPTIONS(
            "YIELD.Options",
            advanced(Feature.PROGRESSIVE_CALL_RESULTS, OptionKey.PROGRESS),
            unused(OptionKey.CALLEE, OptionKey.CALLEE_AUTHID, OptionKey.CALLEE_AUTHROLE, OptionKey.FORWARD_FOR),
            passthru()),
    RESULT_DETAILS(
            "RESULT.Details",
            advanced(Feature.PROGRESSIVE_CALL_RESULTS, OptionKey.PROGRESS),
            unused(OptionKey.CALLEE, OptionKey.CALLEE_AUTHID, OptionKey.CALLEE_AUTHROLE, OptionKey.FORWARD_FOR),
            passthru()),
    ERROR_DETAILS(
            "ERROR.Details",
            unused(OptionKey.CALLEE, OptionKey.CALLEE_AUTHID, OptionKey.CALLEE_AUTHROLE, OptionKey.FORWARD_FOR),
            passthru()),
    CANCEL_OPTIONS("CANCEL.Options", advanced(Feature.CALL_CANCELING, OptionKey.MODE), unused(OptionKey.FORWARD_FOR)),
    INTERRUPT_OPTIONS(
            "INTERRUPT.Options",
            advanced(Feature.CALL_CANCELING, OptionKey.MODE, OptionKey.REASON),
            unused(OptionKey.FORWARD_FOR)),
    UNSUBSCRIBED_DETAILS(
            "UNSUBSCRIBED.Details",
            advanced(Feature.SUBSCRIPTION_REVOCATION, OptionKey.SUBSCRIPTION, OptionKey.REASON)),
    UNREGISTERED_DETAILS(
            "UNREGISTERED.Details",
            advanced(Feature.REGISTRATION_REVOCATION, OptionKey.REGISTRATION, OptionKey.REASON));

    /**
     * A key of a dictionary.
     *
     * @param feature the feature to which the key belongs, or null for the basic profile and for extensions
     * @param used whether the key has an effect; if not, it is an extension that is checked and ignored (MSG-4)
     */
    public record Entry(OptionKey key, @Nullable Feature feature, boolean used) {}

    private final String label;
    private final List<Entry> entries;
    private final Map<String, OptionKey> unused;
    private final boolean keepsForwardFor;

    @SafeVarargs
    OptionDictionary(String label, List<Entry>... groups) {
        this.label = label;
        this.entries = Stream.of(groups).flatMap(List::stream).toList();
        this.unused = entries.stream()
                .filter(entry -> !entry.used())
                .map(Entry::key)
                .collect(Collectors.toUnmodifiableMap(OptionKey::key, Function.identity()));
        this.keepsForwardFor = keepsForwardFor(entries);
    }

    private static boolean keepsForwardFor(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.key() == OptionKey.FORWARD_FOR && entry.feature() == null && entry.used()) {
                return true;
            }
        }
        return false;
    }

    private static List<Entry> basic(OptionKey... keys) {
        return entries(null, true, keys);
    }

    private static List<Entry> advanced(Feature feature, OptionKey... keys) {
        return entries(feature, true, keys);
    }

    private static List<Entry> unused(OptionKey... keys) {
        return entries(null, false, keys);
    }

    /** Returns the keys for payload in passthru mode, and their predecessors (PPT-1, PPT-13). */
    private static List<Entry> passthru() {
        List<Entry> entries = new ArrayList<>(advanced(
                Feature.PAYLOAD_PASSTHRU_MODE,
                OptionKey.PPT_SCHEME,
                OptionKey.PPT_SERIALIZER,
                OptionKey.PPT_CIPHER,
                OptionKey.PPT_KEYID));
        entries.addAll(advanced(
                Feature.PAYLOAD_TRANSPARENCY, OptionKey.ENC_ALGO, OptionKey.ENC_KEY, OptionKey.ENC_SERIALIZER));
        return entries;
    }

    private static List<Entry> entries(@Nullable Feature feature, boolean used, OptionKey... keys) {
        return Stream.of(keys).map(key -> new Entry(key, feature, used)).toList();
    }

    /** Returns the name of the dictionary in errors, such as {@code PUBLISH.Options}. */
    public String label() {
        return label;
    }

    /** Returns every predefined key of the dictionary. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns the keys that are checked but not used, by name. */
    Map<String, OptionKey> unusedKeys() {
        return unused;
    }

    /** Checks whether messages keep the key {@code forward_for} on their way through the router. */
    boolean keepsForwardFor() {
        return keepsForwardFor;
    }
}
