package io.aerostat.router.dealer.selection;

/** Asks a candidate to serve, on behalf of whoever wants to be served. */
@FunctionalInterface
public interface Claim<C extends Candidate> {
    /** What became of the claim. */
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
