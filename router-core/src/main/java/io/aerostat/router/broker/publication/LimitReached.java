package io.aerostat.router.broker.publication;

import io.aerostat.router.peer.Refusal;

/** Thrown on a thread of the store when a retained event would exceed a limit. Has no stack trace. */
public final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    LimitReached(Refusal refusal) {
        super(refusal.text(), null, false, false);
        this.refusal = refusal;
    }

    /** Returns the answer for the publisher. */
    public Refusal refusal() {
        return refusal;
    }
}
