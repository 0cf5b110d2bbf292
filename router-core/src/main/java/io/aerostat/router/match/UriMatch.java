package io.aerostat.router.match;

import io.aerostat.protocol.uri.MatchPolicy;

/** Matches a single pattern with a concrete URI, without a {@link PatternIndex}. */
public final class UriMatch {
    private UriMatch() {}

    public static boolean matches(String pattern, MatchPolicy policy, String uri) {
        return switch (policy) {
            case EXACT -> uri.equals(pattern);
            case PREFIX -> uri.startsWith(pattern);
            case WILDCARD -> matchesComponents(pattern, uri);
        };
    }

    /** Returns the text with which all URIs that match a wildcard begin: the components before the first gap. */
    public static String literalHead(String wildcard) {
        if (wildcard.isEmpty() || wildcard.charAt(0) == '.') {
            return "";
        }
        int gap = wildcard.indexOf("..");
        if (gap >= 0) {
            return wildcard.substring(0, gap + 1);
        }
        return wildcard;
    }

    private static boolean matchesComponents(String pattern, String uri) {
        int ofPattern = 0;
        int ofUri = 0;
        while (true) {
            int patternEnd = end(pattern, ofPattern);
            int uriEnd = end(uri, ofUri);
            int length = patternEnd - ofPattern;
            boolean isGap = length == 0;
            if (isGap
                    ? uriEnd == ofUri
                    : length != uriEnd - ofUri || !pattern.regionMatches(ofPattern, uri, ofUri, length)) {
                return false;
            }
            boolean isLast = patternEnd == pattern.length();
            if (isLast || uriEnd == uri.length()) {
                return isLast && uriEnd == uri.length();
            }
            ofPattern = patternEnd + 1;
            ofUri = uriEnd + 1;
        }
    }

    private static int end(String uri, int start) {
        int dot = uri.indexOf('.', start);
        return dot < 0 ? uri.length() : dot;
    }
}
