package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may receive a publication: the six black and white lists (BWL-1). A list that is absent is null; an empty {@code eligible} list selects
 * nobody, an empty {@code exclude} list excludes nobody (BWL-3).
 */
public record Audience(
        @Nullable Set<Long> exclude,
        @Nullable Set<String> excludeAuthid,
        @Nullable Set<String> excludeAuthrole,
        @Nullable Set<Long> eligible,
        @Nullable Set<String> eligibleAuthid,
        @Nullable Set<String> eligibleAuthrole) {
    /** No list at all. */
    public static final Audience EVERYONE = new Audience(null, null, null, null, null, null);

    /** All present lists together (BWL-2). The publisher's own exclusion is not this record's concern. */
    public boolean admits(long session, String authid, String authrole) {
        return this == EVERYONE
                || ((exclude == null || !exclude.contains(session))
                        && (excludeAuthid == null || !excludeAuthid.contains(authid))
                        && (excludeAuthrole == null || !excludeAuthrole.contains(authrole))
                        && (eligible == null || eligible.contains(session))
                        && (eligibleAuthid == null || eligibleAuthid.contains(authid))
                        && (eligibleAuthrole == null || eligibleAuthrole.contains(authrole)));
    }

    /** Whether sessions are named by id, which only make sense while those sessions live (HIS-4, RET-5). */
    public boolean namesSessions() {
        return exclude != null || eligible != null;
    }

    static Audience read(OptionReader options) throws ProtocolViolation {
        Set<Long> exclude = set(options.ids("exclude"));
        Set<String> excludeAuthid = set(options.texts("exclude_authid"));
        Set<String> excludeAuthrole = set(options.texts("exclude_authrole"));
        Set<Long> eligible = set(options.ids("eligible"));
        Set<String> eligibleAuthid = set(options.texts("eligible_authid"));
        Set<String> eligibleAuthrole = set(options.texts("eligible_authrole"));
        if (exclude == null
                && excludeAuthid == null
                && excludeAuthrole == null
                && eligible == null
                && eligibleAuthid == null
                && eligibleAuthrole == null) {
            return EVERYONE;
        }
        return new Audience(exclude, excludeAuthid, excludeAuthrole, eligible, eligibleAuthid, eligibleAuthrole);
    }

    private static <T> @Nullable Set<T> set(@Nullable List<T> list) {
        return list == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(list));
    }

    void writeTo(Map<String, @Nullable Object> dictionary) {
        if (this == EVERYONE) {
            return;
        }
        put(dictionary, "exclude", exclude);
        put(dictionary, "exclude_authid", excludeAuthid);
        put(dictionary, "exclude_authrole", excludeAuthrole);
        put(dictionary, "eligible", eligible);
        put(dictionary, "eligible_authid", eligibleAuthid);
        put(dictionary, "eligible_authrole", eligibleAuthrole);
    }

    private static void put(Map<String, @Nullable Object> dictionary, String key, @Nullable Set<?> values) {
        if (values != null) {
            dictionary.put(key, List.copyOf(values));
        }
    }
}
