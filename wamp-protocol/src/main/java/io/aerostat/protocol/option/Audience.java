package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The six lists in PUBLISH that decide which sessions may receive a publication (BWL-1). A list is null if it is
 * absent. An empty {@code eligible} list admits no session; an empty {@code exclude} list excludes none (BWL-3).
 * Immutable; any thread.
 */
public record Audience(
        @Nullable Set<Long> exclude,
        @Nullable Set<String> excludeAuthid,
        @Nullable Set<String> excludeAuthrole,
        @Nullable Set<Long> eligible,
        @Nullable Set<String> eligibleAuthid,
        @Nullable Set<String> eligibleAuthrole) {
    /** An audience without lists: every session is admitted. */
    public static final Audience EVERYONE = new Audience(null, null, null, null, null, null);

    /**
     * Checks whether all lists together admit a session (BWL-2). Does not check {@code exclude_me}, which concerns the
     * publisher.
     */
    public boolean admits(long session, String authid, String authrole) {
        return this == EVERYONE
                || ((exclude == null || !exclude.contains(session))
                        && (excludeAuthid == null || !excludeAuthid.contains(authid))
                        && (excludeAuthrole == null || !excludeAuthrole.contains(authrole))
                        && (eligible == null || eligible.contains(session))
                        && (eligibleAuthid == null || eligibleAuthid.contains(authid))
                        && (eligibleAuthrole == null || eligibleAuthrole.contains(authrole)));
    }

    /**
     * Checks whether any list contains session ids, which have a meaning only while these sessions exist (HIS-4,
     * RET-5).
     */
    public boolean namesSessions() {
        return exclude != null || eligible != null;
    }

    static Audience read(OptionReader options) throws ProtocolViolation {
        Set<Long> exclude = set(options.ids(OptionKey.EXCLUDE));
        Set<String> excludeAuthid = set(options.texts(OptionKey.EXCLUDE_AUTHID));
        Set<String> excludeAuthrole = set(options.texts(OptionKey.EXCLUDE_AUTHROLE));
        Set<Long> eligible = set(options.ids(OptionKey.ELIGIBLE));
        Set<String> eligibleAuthid = set(options.texts(OptionKey.ELIGIBLE_AUTHID));
        Set<String> eligibleAuthrole = set(options.texts(OptionKey.ELIGIBLE_AUTHROLE));
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
        put(dictionary, OptionKey.EXCLUDE, exclude);
        put(dictionary, OptionKey.EXCLUDE_AUTHID, excludeAuthid);
        put(dictionary, OptionKey.EXCLUDE_AUTHROLE, excludeAuthrole);
        put(dictionary, OptionKey.ELIGIBLE, eligible);
        put(dictionary, OptionKey.ELIGIBLE_AUTHID, eligibleAuthid);
        put(dictionary, OptionKey.ELIGIBLE_AUTHROLE, eligibleAuthrole);
    }

    private static void put(Map<String, @Nullable Object> dictionary, OptionKey key, @Nullable Set<?> values) {
        if (values != null) {
            dictionary.put(key.key(), List.copyOf(values));
        }
    }
}
