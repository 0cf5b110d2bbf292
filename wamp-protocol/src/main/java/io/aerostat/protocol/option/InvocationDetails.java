package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of INVOCATION.
 *
 * @param procedure {@code procedure}: the called URI, for pattern registrations (PBR-5)
 * @param receiveProgress {@code receive_progress}: whether progressive results are wanted (PCR-2)
 * @param progress {@code progress}: whether more of this invocation follows (PCI-2)
 * @param timeout {@code timeout}: milliseconds that the callee keeps itself, 0 for none (TMO-3)
 * @param caller {@code caller}: session id of a disclosed caller, or 0
 * @param callerAuthid {@code caller_authid}: of a disclosed caller
 * @param callerAuthrole {@code caller_authrole}: of a disclosed caller
 * @param trustlevel {@code trustlevel}: trust in the call, or -1 for none (TRU-1)
 * @param passthru how the payload is passed through
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
    /** All keys absent: an empty dictionary. */
    public static final InvocationDetails NONE =
            new InvocationDetails(null, false, false, 0, 0, null, null, -1, Passthru.NONE);

    public static InvocationDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader("INVOCATION.Details", dictionary);
        return new InvocationDetails(
                options.text("procedure"),
                options.flag("receive_progress", false),
                options.flag("progress", false),
                options.integer("timeout", 0),
                options.id("caller", 0),
                options.text("caller_authid"),
                options.text("caller_authrole"),
                options.integer("trustlevel", -1),
                Passthru.read(options));
    }

    /** The dictionary as it stands on the wire, without what has its default. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.put(dictionary, "procedure", procedure);
        Dictionaries.putFlag(dictionary, "receive_progress", receiveProgress);
        Dictionaries.putFlag(dictionary, "progress", progress);
        if (timeout != 0) {
            dictionary.put("timeout", timeout);
        }
        if (caller != 0) {
            dictionary.put("caller", caller);
        }
        Dictionaries.put(dictionary, "caller_authid", callerAuthid);
        Dictionaries.put(dictionary, "caller_authrole", callerAuthrole);
        if (trustlevel != -1) {
            dictionary.put("trustlevel", trustlevel);
        }
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
