package io.aerostat.protocol.uri;

import java.util.Optional;

/**
 * The policy by which a concrete URI is compared with the URI of a subscription, registration or permission (PBR-1,
 * PBS-1).
 */
public enum MatchPolicy {
    EXACT("exact") {
        @Override
        public boolean matches(String pattern, String uri) {
            return pattern.equals(uri);
        }
    },
    PREFIX("prefix") {
        @Override
        public boolean matches(String pattern, String uri) {
            return uri.startsWith(pattern); // a prefix may end anywhere, and not only at a dot
        }
    },
    WILDCARD("wildcard") {
        @Override
        public boolean matches(String pattern, String uri) {
            int p = 0;
            int u = 0;
            while (true) {
                int patternEnd = componentEnd(pattern, p);
                int uriEnd = componentEnd(uri, u);
                boolean any = patternEnd == p;
                if (!any && (patternEnd - p != uriEnd - u || !pattern.regionMatches(p, uri, u, uriEnd - u))) {
                    return false;
                }
                if (patternEnd == pattern.length() || uriEnd == uri.length()) {
                    return patternEnd == pattern.length() && uriEnd == uri.length();
                }
                p = patternEnd + 1;
                u = uriEnd + 1;
            }
        }
    };

    private final String wire;

    MatchPolicy(String wire) {
        this.wire = wire;
    }

    /** Returns the value of the {@code match} option. */
    public String wire() {
        return wire;
    }

    /** Checks whether a pattern with this policy matches a concrete URI. */
    public abstract boolean matches(String pattern, String uri);

    private static int componentEnd(String uri, int start) {
        int dot = uri.indexOf('.', start);
        return dot < 0 ? uri.length() : dot;
    }

    /** Returns the policy with this value in the {@code match} option, or empty. */
    public static Optional<MatchPolicy> ofWire(String wire) {
        for (MatchPolicy policy : values()) {
            if (policy.wire.equals(wire)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
