package io.aerostat.protocol.passthru;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;

/** Arguments packed into one binary, with the options that say how (PPT-7). Immutable; any thread. */
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

    /** The arguments of the message that carries it: the binary alone. */
    public PayloadValues carrier() {
        return new PayloadValues(List.of(bytes.clone()), Map.of());
    }

    /**
     * The binary that the arguments of a message carry.
     *
     * @throws PassthruException if they are anything else
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
