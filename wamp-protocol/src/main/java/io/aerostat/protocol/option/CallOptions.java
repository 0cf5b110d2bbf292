package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.trace.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of CALL.
 *
 * @param receiveProgress {@code receive_progress}: whether progressive results are wanted (PCR-2)
 * @param progress {@code progress}: whether more CALLs of this call follow (PCI-1)
 * @param timeout {@code timeout}: the timeout in milliseconds, 0 for none (TMO-1)
 * @param oddTimeout the value of {@code timeout} if it is not an integer of at least 0, otherwise null; the dealer
 *     refuses the call because of it, and the session continues
 * @param discloseMe {@code disclose_me}: whether to disclose the caller to the callee (CID-1)
 * @param rkey {@code rkey}: the key that selects a shard (SHD-1)
 * @param runmode {@code runmode}: {@code partition} for sharded registrations (SHD-1)
 * @param passthru the attributes of a payload in passthru mode
 */
public record CallOptions(
        boolean receiveProgress,
        boolean progress,
        long timeout,
        boolean discloseMe,
        @Nullable String rkey,
        @Nullable String runmode,
        Passthru passthru,
        @Nullable Object oddTimeout) {
    /** The options without any key. */
    public static final CallOptions NONE = new CallOptions(false, false, 0, false, null, null, Passthru.NONE);

    public CallOptions(
            boolean receiveProgress,
            boolean progress,
            long timeout,
            boolean discloseMe,
            @Nullable String rkey,
            @Nullable String runmode,
            Passthru passthru) {
        this(receiveProgress, progress, timeout, discloseMe, rkey, runmode, passthru, null);
    }

    /** Returns a copy with another trace context; null for none. */
    public CallOptions with(@Nullable TraceContext trace) {
        return new CallOptions(
                receiveProgress, progress, timeout, discloseMe, rkey, runmode, passthru.with(trace), oddTimeout);
    }

    /** Reads the options of a message; unknown keys are ignored. */
    public static CallOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.CALL_OPTIONS, dictionary);
        Object timeout = dictionary.get(OptionKey.TIMEOUT.key());
        boolean isOdd = timeout != null && !(timeout instanceof Long number && number >= 0);
        return new CallOptions(
                options.flag(OptionKey.RECEIVE_PROGRESS, false),
                options.flag(OptionKey.PROGRESS, false),
                isOdd ? 0 : options.integer(OptionKey.TIMEOUT, 0),
                options.flag(OptionKey.DISCLOSE_ME, false),
                options.text(OptionKey.RKEY),
                options.text(OptionKey.RUNMODE),
                Passthru.read(options),
                isOdd ? timeout : null);
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.putFlag(dictionary, OptionKey.RECEIVE_PROGRESS, receiveProgress);
        Dictionaries.putFlag(dictionary, OptionKey.PROGRESS, progress);
        if (oddTimeout != null) {
            dictionary.put(OptionKey.TIMEOUT.key(), oddTimeout);
        } else if (timeout != 0) {
            dictionary.put(OptionKey.TIMEOUT.key(), timeout);
        }
        Dictionaries.putFlag(dictionary, OptionKey.DISCLOSE_ME, discloseMe);
        Dictionaries.put(dictionary, OptionKey.RKEY, rkey);
        Dictionaries.put(dictionary, OptionKey.RUNMODE, runmode);
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
