package io.aerostat.protocol.uri;

/**
 * The two grammars of WAMP URIs (URI-1 to URI-4). {@link #LOOSE} takes any character but white space, {@code #} and {@code .} in a component,
 * {@link #STRICT} only {@code [0-9a-z_]}. Scans by hand: the specification's expressions would accept a trailing newline in Java, know only
 * ASCII white space, and can overflow the stack on long input.
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

    /** Whether {@code uri} is a concrete URI: at least one component, none of them empty. */
    public boolean isUri(String uri) {
        return hasWellFormedComponents(uri, false) && !uri.isEmpty() && uri.charAt(uri.length() - 1) != '.';
    }

    /** Whether {@code uri} may be subscribed, registered or granted under {@code match}. */
    public boolean isPattern(String uri, MatchPolicy match) {
        return switch (match) {
            case EXACT -> isUri(uri);
            // URI-3: the last component may be empty, and so may the whole prefix.
            case PREFIX -> hasWellFormedComponents(uri, false);
            case WILDCARD -> hasWellFormedComponents(uri, true);
        };
    }

    /** Whether all characters are allowed and, unless {@code emptyAllowed}, no component before a dot is empty. */
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

    /** URI-4: white space is Unicode's, the no-break spaces included. */
    private static boolean isWhiteSpace(int c) {
        return c <= ' ' ? (c == ' ' || (c >= 9 && c <= 13)) : c >= 0x80 && (Character.isSpaceChar(c) || c == 0x85);
    }
}
