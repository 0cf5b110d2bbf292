package io.aerostat.bench.wire;

import java.io.Serial;

/** Thrown for received bytes that a router must not send. */
public final class WireException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
