package io.aerostat.protocol.feature;

import static io.aerostat.protocol.feature.Role.BROKER;
import static io.aerostat.protocol.feature.Role.CALLEE;
import static io.aerostat.protocol.feature.Role.CALLER;
import static io.aerostat.protocol.feature.Role.DEALER;
import static io.aerostat.protocol.feature.Role.PUBLISHER;
import static io.aerostat.protocol.feature.Role.SUBSCRIBER;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The features of the advanced profile with the keys that announce them, and the roles that may announce each (SES-6).
 */
public enum Feature {
    SUBSCRIBER_BLACKWHITE_LISTING("subscriber_blackwhite_listing", PUBLISHER, BROKER),
    PUBLISHER_EXCLUSION("publisher_exclusion", PUBLISHER, BROKER),
    PUBLISHER_IDENTIFICATION("publisher_identification", PUBLISHER, SUBSCRIBER, BROKER),
    PUBLICATION_TRUSTLEVELS("publication_trustlevels", SUBSCRIBER, BROKER),
    PATTERN_BASED_SUBSCRIPTION("pattern_based_subscription", SUBSCRIBER, BROKER),
    SHARDED_SUBSCRIPTION("sharded_subscription", PUBLISHER, SUBSCRIBER, BROKER),
    EVENT_HISTORY("event_history", BROKER),
    EVENT_RETENTION("event_retention", BROKER),
    /** Not in the specification: a new subscriber can get the events of the history that follow a publication. */
    X_EVENT_REPLAY("x_event_replay", BROKER),
    SUBSCRIPTION_REVOCATION("subscription_revocation", SUBSCRIBER, BROKER),
    SUBSCRIPTION_META_API("subscription_meta_api", BROKER),
    SESSION_META_API("session_meta_api", BROKER, DEALER),
    PROGRESSIVE_CALL_RESULTS("progressive_call_results", CALLER, CALLEE, DEALER),
    PROGRESSIVE_CALL_INVOCATIONS("progressive_call_invocations", CALLER, CALLEE, DEALER),
    CALL_TIMEOUT("call_timeout", CALLER, CALLEE, DEALER),
    CALL_CANCELING("call_canceling", CALLER, CALLEE, DEALER),
    CALLER_IDENTIFICATION("caller_identification", CALLER, CALLEE, DEALER),
    CALL_TRUSTLEVELS("call_trustlevels", CALLEE, DEALER),
    PATTERN_BASED_REGISTRATION("pattern_based_registration", CALLEE, DEALER),
    SHARED_REGISTRATION("shared_registration", CALLEE, DEALER),
    SHARDED_REGISTRATION("sharded_registration", CALLER, CALLEE, DEALER),
    REGISTRATION_REVOCATION("registration_revocation", CALLEE, DEALER),
    CALL_REROUTE("call_reroute", CALLEE, DEALER),
    REGISTRATION_META_API("registration_meta_api", DEALER),
    TESTAMENT_META_API("testament_meta_api", DEALER),
    PAYLOAD_PASSTHRU_MODE("payload_passthru_mode", PUBLISHER, SUBSCRIBER, CALLER, CALLEE, BROKER, DEALER),
    /**
     * Not in the specification: Autobahn and Crossbar.io may send one binary value in place of the arguments (PPT-13).
     */
    PAYLOAD_TRANSPARENCY("payload_transparency", PUBLISHER, SUBSCRIBER, CALLER, CALLEE, BROKER, DEALER);

    private final String key;
    private final Set<Role> roles;

    Feature(String key, Role first, Role... more) {
        this.key = key;
        this.roles = Set.copyOf(EnumSet.of(first, more));
    }

    /** Returns the key under {@code roles.ROLE.features}. */
    public String key() {
        return key;
    }

    /** Returns the roles that can announce the feature. */
    public Set<Role> roles() {
        return roles;
    }

    /**
     * Returns the feature with this key, or empty. Also accepts the misspelled keys of other implementations (PCI-15,
     *
     */
    public static Optional<Feature> ofKey(String key) {
        String name = switch (key) {
            case "call_cancelling" -> CALL_CANCELING.key;
            case "shareded_subscription", "shareded_subscriptions" -> SHARDED_SUBSCRIPTION.key;
            default -> key;
        };
        for (Feature feature : values()) {
            if (feature.key.equals(name)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
