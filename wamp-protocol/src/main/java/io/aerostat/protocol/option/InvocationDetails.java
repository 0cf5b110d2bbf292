package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of INVOCATION.
 *
 * @param procedure {@code procedure}: the URI of the called procedure, for pattern registrations (PBR-5)
 * @param receiveProgress {@code receive_progress}: whether progressive results are wanted (PCR-2)
 * @param progress {@code progress}: whether more INVOCATIONs of this invocation follow (PCI-2)
 * @param timeout {@code timeout}: milliseconds after which the callee itself ends the invocation, 0 for none (TMO-3)
 * @param caller {@code caller}: the session id of a disclosed caller, or 0
 * @param callerAuthid {@code caller_authid}: the authid of a disclosed caller
 * @param callerAuthrole {@code caller_authrole}: the role of a disclosed caller
 * @param trustlevel {@code trustlevel}: the trust level of the call, or -1 for none (TRU-1)
 * @param passthru the attributes of a payload in passthru mode
 */
public record InvocationDetails(
        @Nullable String procedure,
        boolean receiveProgress,
        boolean progress,
        long timeout,
        long caller,
        @Nullable String callerAuthid,
        @Nullable String callerAuthrole,
        long trustlevel,
        Passthru passthru) {
    /** The details without any key. */
    public static final InvocationDetails NONE =
            new InvocationDetails(null, false, false, 0, 0, null, null, -1, Passthru.NONE);

    /** Reads the details of a message; unknown keys are ignored. */
    public static InvocationDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.INVOCATION_DETAILS, dictionary);
        return new InvocationDetails(
                options.text(OptionKey.PROCEDURE),
                options.flag(OptionKey.RECEIVE_PROGRESS, false),
                options.flag(OptionKey.PROGRESS, false),
                options.integer(OptionKey.TIMEOUT, 0),
                options.id(OptionKey.CALLER, 0),
                options.text(OptionKey.CALLER_AUTHID),
                options.text(OptionKey.CALLER_AUTHROLE),
                options.integer(OptionKey.TRUSTLEVEL, -1),
                Passthru.read(options));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.put(dictionary, OptionKey.PROCEDURE, procedure);
        Dictionaries.putFlag(dictionary, OptionKey.RECEIVE_PROGRESS, receiveProgress);
        Dictionaries.putFlag(dictionary, OptionKey.PROGRESS, progress);
        if (timeout != 0) {
            dictionary.put(OptionKey.TIMEOUT.key(), timeout);
        }
        if (caller != 0) {
            dictionary.put(OptionKey.CALLER.key(), caller);
        }
        Dictionaries.put(dictionary, OptionKey.CALLER_AUTHID, callerAuthid);
        Dictionaries.put(dictionary, OptionKey.CALLER_AUTHROLE, callerAuthrole);
        if (trustlevel != -1) {
            dictionary.put(OptionKey.TRUSTLEVEL.key(), trustlevel);
        }
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
