package io.aerostat.mqtt.topic;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic filter of SUBSCRIBE. The wildcard {@code +} becomes an empty component of a wildcard pattern, and a trailing
 * {@code #} becomes a prefix. WAMP has no pattern for a filter with both wildcards. Such a filter subscribes to the
 * components before its first wildcard as a prefix, and {@link #matches} selects the topics.
 *
 * @param text the filter as the client has written it
 * @param group the name of the group that shares the subscription; null if the subscription is not shared
 * @param components the components of the filter as a URI, with {@code +} and {@code #} for the wildcards
 */
public record TopicFilter(String text, @Nullable String group, List<String> components) {
    private static final String SHARED = "$share/";
    private static final String ONE = "+";
    private static final String REST = "#";

    /** The namespaces that a filter with a leading wildcard does not match (MQTT 5, section 4.7.2). */
    private static final List<String> RESERVED = List.of("$", "wamp.");

    /** Returns the filter with this text; empty if the text is not a filter. */
    public static Optional<TopicFilter> parse(String text) {
        String group = null;
        String filter = text;
        if (text.startsWith(SHARED)) {
            int end = text.indexOf('/', SHARED.length());
            if (end < 0) {
                return Optional.empty();
            }
            group = text.substring(SHARED.length(), end);
            filter = text.substring(end + 1);
            if (group.isEmpty() || group.contains(ONE) || group.contains(REST)) {
                return Optional.empty();
            }
        }
        return isFilter(filter)
                ? Optional.of(new TopicFilter(
                        text, group, List.of(Topics.toUri(filter).split("\\.", -1))))
                : Optional.empty();
    }

    private static boolean isFilter(String filter) {
        if (filter.isEmpty() || filter.indexOf('\0') >= 0) {
            return false;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            if (level.contains(ONE) && !level.equals(ONE)
                    || level.contains(REST) && !(level.equals(REST) && i == levels.length - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the WAMP subscriptions that together deliver each event of the filter exactly once. */
    public List<WampPattern> patterns() {
        int one = components.indexOf(ONE);
        int rest = components.indexOf(REST);
        if (rest < 0) {
            return List.of(
                    one < 0
                            ? new WampPattern(join(components), MatchPolicy.EXACT)
                            : new WampPattern(join(components).replace(ONE, ""), MatchPolicy.WILDCARD));
        }
        int literal = one < 0 ? rest : one;
        if (literal == 0) {
            return List.of(new WampPattern("", MatchPolicy.PREFIX));
        }
        String head = join(components.subList(0, literal));
        WampPattern below = new WampPattern(head + ".", MatchPolicy.PREFIX);
        // In MQTT, a/# also matches a; in WAMP, the prefix "a." does not.
        return one < 0 ? List.of(below, new WampPattern(head, MatchPolicy.EXACT)) : List.of(below);
    }

    private static String join(List<String> components) {
        return String.join(".", components);
    }

    /** Checks whether the filter has no wildcard. Such a filter matches only the topic {@link #topicName}. */
    public boolean isExact() {
        return !components.contains(ONE) && !components.contains(REST);
    }

    /** Returns the filter without its group. For an {@linkplain #isExact() exact} filter, this is the topic name. */
    public String topicName() {
        return group == null ? text : text.substring(SHARED.length() + group.length() + 1);
    }

    /** Checks whether the filter matches a WAMP topic. */
    public boolean includes(String uri) {
        return patterns().stream().anyMatch(pattern -> pattern.match().matches(pattern.uri(), uri)) && matches(uri);
    }

    /** Checks whether the filter matches a WAMP topic that is known to match one of the {@link #patterns}. */
    public boolean matches(String uri) {
        String first = components.get(0);
        if (first.equals(ONE) || first.equals(REST)) {
            for (String reserved : RESERVED) {
                if (uri.startsWith(reserved)) {
                    return false;
                }
            }
        }
        if (!components.contains(REST) || !components.contains(ONE)) {
            return true;
        }
        String[] topic = uri.split("\\.", -1);
        int fixed = components.size() - 1; // all components before #
        if (topic.length < fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            String expected = components.get(i);
            if (!expected.equals(ONE) && !expected.equals(topic[i])) {
                return false;
            }
        }
        return true;
    }
}
