package io.aerostat.bench.wire;

import java.io.Serial;

/** Thrown when the received bytes are not what a router would send. */
public final class WireException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
