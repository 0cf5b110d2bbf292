package io.aerostat.router.dealer.selection;

/** A callee as a selection policy sees it. */
public interface Candidate {
    /** Returns the id of the candidate's session, which identifies the candidate. */
    long session();
}
