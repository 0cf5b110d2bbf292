package io.aerostat.bench.wire;

import java.io.Serial;

/** What arrived is not what a router would send. */
public final class WireException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
