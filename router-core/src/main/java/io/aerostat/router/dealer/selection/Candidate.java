package io.aerostat.router.dealer.selection;

/** Something that a policy can pick. */
public interface Candidate {
    /** The id of the session behind it; it identifies the candidate for as long as it exists. */
    long session();
}
