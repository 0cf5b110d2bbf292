package io.aerostat.protocol.uri;

/**
 * The two grammars of WAMP URIs (URI-1 to URI-4). In a component, {@link #LOOSE} accepts any character except white
 * space, {@code #} and {@code .}; {@link #STRICT} accepts only {@code [0-9a-z_]}. The specification's regular
 * expressions are not used, because in Java they accept a trailing newline, recognize only ASCII white space, and can
 * overflow the stack on long input.
 */
public enum UriCheck {
    LOOSE {
        @Override
        boolean allows(int c) {
            return c != '#' && !isWhiteSpace(c);
        }
    },
    STRICT {
        @Override
        boolean allows(int c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_';
        }
    };

    abstract boolean allows(int codePoint);

    /** Checks whether {@code uri} is a concrete URI, with at least one component and no empty component. */
    public boolean isUri(String uri) {
        return hasWellFormedComponents(uri, false) && !uri.isEmpty() && uri.charAt(uri.length() - 1) != '.';
    }

    /** Checks whether {@code uri} may be subscribed to, registered or granted with the policy {@code match}. */
    public boolean isPattern(String uri, MatchPolicy match) {
        return switch (match) {
            case EXACT -> isUri(uri);
            // URI-3: the last component may be empty, and so may the whole prefix.
            case PREFIX -> hasWellFormedComponents(uri, false);
            case WILDCARD -> hasWellFormedComponents(uri, true);
        };
    }

    /**
     * Checks whether all characters are allowed. Unless {@code emptyAllowed}, also checks that each component before a
     * dot has at least one character.
     */
    private boolean hasWellFormedComponents(String uri, boolean emptyAllowed) {
        int componentStart = 0;
        for (int i = 0; i < uri.length(); ) {
            int c = uri.codePointAt(i);
            if (c == '.') {
                if (i == componentStart && !emptyAllowed) {
                    return false;
                }
                componentStart = i + 1;
            } else if (!allows(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Checks whether {@code c} is Unicode white space, including no-break spaces (URI-4). */
    private static boolean isWhiteSpace(int c) {
        return c <= ' ' ? (c == ' ' || (c >= 9 && c <= 13)) : c >= 0x80 && (Character.isSpaceChar(c) || c == 0x85);
    }
}
