package io.aerostat.router.dealer.selection;

/** Something that a policy can pick. */
public interface Candidate {
    /** Returns the id of the candidate's session, which identifies the candidate. */
    long session();
}
