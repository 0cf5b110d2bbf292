package io.aerostat.protocol.passthru;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key ring that chooses the key of the first matching URI pattern. Immutable; any thread. */
public final class PatternKeyRing implements KeyRing {
    private final List<Rule> rules;
    private final Map<String, PassthruKey> keys;

    private record Rule(MatchPolicy match, String pattern, PassthruKey key) {}

    private PatternKeyRing(List<Rule> rules, Map<String, PassthruKey> keys) {
        this.rules = List.copyOf(rules);
        this.keys = Map.copyOf(keys);
    }

    /** Returns a builder without keys. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<PassthruKey> forUri(String uri) {
        for (Rule rule : rules) {
            if (rule.match().matches(rule.pattern(), uri)) {
                return Optional.of(rule.key());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<PassthruKey> byId(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Collects the keys. Add more specific patterns before less specific ones. Confined to one thread. */
    public static final class Builder {
        private final List<Rule> rules = new ArrayList<>();
        private final Map<String, PassthruKey> keys = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a key for messages with matching URIs. The key encrypts messages to send, and decrypts received
         * messages.
         */
        public Builder send(MatchPolicy match, String pattern, PassthruKey key) {
            rules.add(new Rule(match, pattern, key));
            return receive(key);
        }

        /** Adds an old key. The key decrypts received messages, but does not encrypt new messages. */
        public Builder receive(PassthruKey key) {
            PassthruKey known = keys.putIfAbsent(key.id(), key);
            if (known != null && known != key) {
                throw new IllegalArgumentException("found two keys with id \"" + key.id() + "\" (expected one)");
            }
            return this;
        }

        /** Returns the key ring. */
        public PatternKeyRing build() {
            return new PatternKeyRing(rules, keys);
        }
    }
}
