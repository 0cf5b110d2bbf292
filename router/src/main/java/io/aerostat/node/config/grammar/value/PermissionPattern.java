package io.aerostat.node.config.grammar.value;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pattern of a permission, in the notation of Crossbar.io: with stars if {@code match} is absent.
 *
 * @param uri the pattern without stars
 * @param match how URIs are compared with the pattern
 */
public record PermissionPattern(String uri, MatchPolicy match) {

    public static PermissionPattern of(String written, Optional<MatchPolicy> match) {
        if (match.isPresent()) {
            return new PermissionPattern(written, match.get());
        }
        int firstStar = written.indexOf('*');
        if (firstStar < 0) {
            return new PermissionPattern(written, MatchPolicy.EXACT);
        }
        boolean prefix = firstStar == written.length() - 1;
        return new PermissionPattern(written.replace("*", ""), prefix ? MatchPolicy.PREFIX : MatchPolicy.WILDCARD);
    }

    public boolean isLegal() {
        return UriCheck.LOOSE.isPattern(uri, match);
    }

    /** Checks whether the pattern matches a URI. */
    public boolean covers(String procedure) {
        return switch (match) {
            case EXACT -> uri.equals(procedure);
            case PREFIX -> procedure.startsWith(uri);
            case WILDCARD -> coversEach(List.of(uri.split("\\.", -1)), List.of(procedure.split("\\.", -1)));
        };
    }

    private static boolean coversEach(List<String> pattern, List<String> components) {
        return pattern.size() == components.size()
                && IntStream.range(0, pattern.size())
                        .allMatch(
                                i -> pattern.get(i).isEmpty() || pattern.get(i).equals(components.get(i)));
    }
}
