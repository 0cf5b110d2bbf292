package io.aerostat.node.reload;

import java.util.Map;
import java.util.Set;

/** The keys in the configuration that set the options of a realm. */
final class RealmOptionKeys {
    /** The key of each option, by the name of the option in {@link io.aerostat.router.realm.RealmUpdate#options}. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("uriCheck", "uri_check"),
            Map.entry("metaApi", "enable_meta_api"),
            Map.entry("broker.disclosure", "disclose_me (publishers)"),
            Map.entry("broker.eventDispatchingChunkSize", "event_dispatching_chunk_size"),
            Map.entry("broker.retainedTtl", "retained_ttl"),
            Map.entry("broker.history", "store (event-history)"),
            Map.entry("broker.eventStore", "store"),
            Map.entry("broker.historyFormat", "store (format)"),
            Map.entry("broker.limits", "limits (topics and events)"),
            Map.entry("dealer.requestOrder", "request_ids"),
            Map.entry("dealer.disclosure", "disclose_me (callers)"),
            Map.entry("dealer.defaultTimeout", "call_timeout (default)"),
            Map.entry("dealer.maximumTimeout", "call_timeout (maximum)"),
            Map.entry("dealer.forwardTimeouts", "call_timeout (always_forward)"),
            Map.entry("dealer.timeoutsInSeconds", "call_timeout (unit)"),
            Map.entry("dealer.limits", "limits (procedures and calls)"),
            Map.entry("authorizerDeadline", "deadline of authorizers"), // has no key
            Map.entry("cachedDecisions", "limits (cached_decisions)"),
            Map.entry("sessions", "limits (sessions)"),
            Map.entry("outbound", "outbound_budget or on_slow_consumer of roles"),
            Map.entry("rates", "rate_limit of roles"),
            Map.entry("historyBytesPerLog", "limits (history_bytes)"),
            Map.entry("contracts", "contracts, inventory or validate"),
            Map.entry("statistics", "stats"));

    private RealmOptionKeys() {}

    /** Returns the key of an option for people; the name of the option if it has no key. */
    static String of(String option) {
        return KEYS.getOrDefault(option, option);
    }

    /** Returns the names of the options that have a key. */
    static Set<String> known() {
        return KEYS.keySet();
    }
}
