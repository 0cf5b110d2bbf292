package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of REGISTER.
 *
 * @param match {@code match}: how called procedures are compared with the registered URI
 * @param invoke {@code invoke}: the policy that selects one of several callees (SHR-1)
 * @param discloseCaller {@code disclose_caller}: whether to disclose callers to the callee (CID-3)
 * @param forwardTimeout {@code forward_timeout}: whether the callee enforces the timeouts of calls itself (TMO-3)
 * @param concurrency {@code concurrency}: the largest number of simultaneous invocations of this callee, 0 for no limit
 *     (SHR-7)
 * @param forceReregister {@code force_reregister}: whether the registration replaces existing ones (SHR-7)
 */
public record RegisterOptions(
        MatchPolicy match,
        InvocationPolicy invoke,
        boolean discloseCaller,
        boolean forwardTimeout,
        long concurrency,
        boolean forceReregister) {
    /** The options without any key. */
    public static final RegisterOptions NONE =
            new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, false, 0, false);

    /** Reads the options of a message; unknown keys are ignored. */
    public static RegisterOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.REGISTER_OPTIONS, dictionary);
        return new RegisterOptions(
                options.choice(OptionKey.MATCH, MatchPolicy.EXACT, MatchPolicy::ofWire),
                options.choice(OptionKey.INVOKE, InvocationPolicy.SINGLE, InvocationPolicy::ofWire),
                options.flag(OptionKey.DISCLOSE_CALLER, false),
                options.flag(OptionKey.FORWARD_TIMEOUT, false),
                options.integer(OptionKey.CONCURRENCY, 0),
                options.flag(OptionKey.FORCE_REREGISTER, false));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (match != MatchPolicy.EXACT) {
            dictionary.put(OptionKey.MATCH.key(), match.wire());
        }
        if (invoke != InvocationPolicy.SINGLE) {
            dictionary.put(OptionKey.INVOKE.key(), invoke.wire());
        }
        Dictionaries.putFlag(dictionary, OptionKey.DISCLOSE_CALLER, discloseCaller);
        Dictionaries.putFlag(dictionary, OptionKey.FORWARD_TIMEOUT, forwardTimeout);
        if (concurrency != 0) {
            dictionary.put(OptionKey.CONCURRENCY.key(), concurrency);
        }
        Dictionaries.putFlag(dictionary, OptionKey.FORCE_REREGISTER, forceReregister);
        return dictionary;
    }
}
