package io.aerostat.router.dealer.selection;

/** Asks a candidate to serve a call. */
@FunctionalInterface
public interface Claim<C extends Candidate> {
    /** The outcome of a claim. */
    enum Outcome {
        /** The candidate serves; it will not be claimed again for the same purpose. */
        TAKEN,
        /** It could serve, but not now. */
        BUSY,
        /** It cannot serve this at all. */
        UNFIT
    }

    Outcome on(C candidate);
}
