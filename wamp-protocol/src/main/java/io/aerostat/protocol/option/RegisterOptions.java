package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of REGISTER.
 *
 * @param match {@code match}: how the procedure is compared
 * @param invoke {@code invoke}: how one of several callees is picked (SHR-1)
 * @param discloseCaller {@code disclose_caller}: whether the callee wants to know its callers (CID-3)
 * @param forwardTimeout {@code forward_timeout}: whether the callee keeps timeouts itself (TMO-3)
 * @param concurrency {@code concurrency}: calls in flight at this callee at the most, 0 for no bound (SHR-7)
 * @param forceReregister {@code force_reregister}: whether present callees are evicted (SHR-7)
 */
public record RegisterOptions(
        MatchPolicy match,
        InvocationPolicy invoke,
        boolean discloseCaller,
        boolean forwardTimeout,
        long concurrency,
        boolean forceReregister) {
    /** All keys absent: an empty dictionary. */
    public static final RegisterOptions NONE =
            new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, false, 0, false);

    public static RegisterOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader("REGISTER.Options", dictionary);
        return new RegisterOptions(
                options.choice("match", MatchPolicy.EXACT, MatchPolicy::ofWire, "exact, prefix or wildcard"),
                options.choice(
                        "invoke",
                        InvocationPolicy.SINGLE,
                        InvocationPolicy::ofWire,
                        "single, roundrobin, random, first or last"),
                options.flag("disclose_caller", false),
                options.flag("forward_timeout", false),
                options.integer("concurrency", 0),
                options.flag("force_reregister", false));
    }

    /** The dictionary as it stands on the wire, without what has its default. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (match != MatchPolicy.EXACT) {
            dictionary.put("match", match.wire());
        }
        if (invoke != InvocationPolicy.SINGLE) {
            dictionary.put("invoke", invoke.wire());
        }
        Dictionaries.putFlag(dictionary, "disclose_caller", discloseCaller);
        Dictionaries.putFlag(dictionary, "forward_timeout", forwardTimeout);
        if (concurrency != 0) {
            dictionary.put("concurrency", concurrency);
        }
        Dictionaries.putFlag(dictionary, "force_reregister", forceReregister);
        return dictionary;
    }
}
