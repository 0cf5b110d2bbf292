package io.aerostat.router.dealer.selection;

/** Asks a candidate to serve a call. */
@FunctionalInterface
public interface Claim<C extends Candidate> {
    /** The outcome of a claim. */
    enum Outcome {
        /** The candidate serves the call; no other candidate is claimed. */
        TAKEN,
        /** The candidate can serve the call, but not now. */
        BUSY,
        /** The candidate cannot serve this call at all. */
        UNFIT
    }

    Outcome on(C candidate);
}
