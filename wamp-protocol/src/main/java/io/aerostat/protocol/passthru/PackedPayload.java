package io.aerostat.protocol.passthru;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;

/**
 * Arguments that are packed into one binary value, with the options that describe the packing (PPT-7). Immutable; any
 * thread.
 */
public final class PackedPayload {
    private final Passthru options;
    private final byte[] bytes;

    /** Creates a payload from a copy of these bytes. */
    public PackedPayload(Passthru options, byte[] bytes) {
        this.options = options;
        this.bytes = bytes.clone();
    }

    /** Returns the options that describe the packing. */
    public Passthru options() {
        return options;
    }

    /** Returns the arguments of the message, which consist of the binary value only. */
    public PayloadValues carrier() {
        return new PayloadValues(List.of(bytes.clone()), Map.of());
    }

    /**
     * Returns the binary value in the arguments of a message.
     *
     * @throws PassthruException if the arguments are not exactly one binary value
     */
    public static byte[] of(PayloadValues carrier) throws PassthruException {
        if (carrier.args().size() == 1
                && carrier.kwargs().isEmpty()
                && carrier.args().get(0) instanceof byte[] bytes) {
            return bytes;
        }
        throw new PassthruException("passed-through payload: found " + carrier + " (expected one binary)");
    }

    @Override
    public String toString() {
        return "PackedPayload[" + options + ", " + bytes.length + " bytes]";
    }
}
