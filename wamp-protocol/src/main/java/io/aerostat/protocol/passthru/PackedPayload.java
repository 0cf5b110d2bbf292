package io.aerostat.protocol.passthru;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;

/** Arguments that are packed into one binary, and the options that say how (PPT-7). Immutable; any thread. */
public final class PackedPayload {
    private final Passthru options;
    private final byte[] bytes;

    /** Makes a payload from bytes, which it copies. */
    public PackedPayload(Passthru options, byte[] bytes) {
        this.options = options;
        this.bytes = bytes.clone();
    }

    /** Returns the options that say how the payload is packed. */
    public Passthru options() {
        return options;
    }

    /** Returns the arguments of the message that carries the binary: the binary alone. */
    public PayloadValues carrier() {
        return new PayloadValues(List.of(bytes.clone()), Map.of());
    }

    /**
     * Returns the binary that the arguments of a message carry.
     *
     * @throws PassthruException if the arguments are not exactly one binary
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
