package io.aerostat.router.authorization.rule;

import io.aerostat.protocol.uri.MatchPolicy;

/** A URI with a match policy, treated as the set of URIs that match. Compares such sets (AZN-6). */
record UriPattern(String uri, MatchPolicy match) {

    /** Checks whether this pattern matches every URI that the pattern {@code asked} matches. */
    boolean covers(UriPattern asked) {
        return switch (match) {
            case EXACT -> asked.match == MatchPolicy.EXACT && uri.equals(asked.uri);
            // All URIs that a wildcard matches begin with the text before its first empty component.
            case PREFIX -> asked.literalHead().startsWith(uri);
            case WILDCARD -> asked.match != MatchPolicy.PREFIX && coversComponents(asked.uri);
        };
    }

    /** Checks whether at least one URI matches both patterns. */
    boolean intersects(UriPattern other) {
        if (match == MatchPolicy.PREFIX || other.match == MatchPolicy.PREFIX) {
            String head = literalHead();
            String otherHead = other.literalHead();
            return match == MatchPolicy.PREFIX && other.match == MatchPolicy.PREFIX
                    ? head.startsWith(otherHead) || otherHead.startsWith(head)
                    : match == MatchPolicy.PREFIX ? other.mayBeginWith(uri) : mayBeginWith(other.uri);
        }
        return intersectsComponents(other.uri);
    }

    /** Returns the text with which all matching URIs begin. */
    private String literalHead() {
        if (match != MatchPolicy.WILDCARD) {
            return uri;
        }
        if (uri.isEmpty() || uri.charAt(0) == '.') {
            return "";
        }
        int gap = uri.indexOf("..");
        return gap < 0 ? uri : uri.substring(0, gap + 1);
    }

    /** Checks whether this exact or wildcard pattern matches any URI that begins with {@code prefix}. */
    private boolean mayBeginWith(String prefix) {
        if (match == MatchPolicy.EXACT) {
            return uri.startsWith(prefix);
        }
        String[] mine = uri.split("\\.", -1);
        String[] theirs = prefix.split("\\.", -1);
        if (theirs.length > mine.length) {
            return false;
        }
        int last = theirs.length - 1;
        for (int i = 0; i < last; i++) {
            if (!mine[i].isEmpty() && !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return mine[last].isEmpty() || mine[last].startsWith(theirs[last]);
    }

    private boolean coversComponents(String asked) {
        String[] mine = uri.split("\\.", -1);
        String[] theirs = asked.split("\\.", -1);
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (!mine[i].isEmpty() && !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean intersectsComponents(String other) {
        String[] mine = uri.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (!mine[i].isEmpty() && !theirs[i].isEmpty() && !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }
}
