package io.aerostat.cluster.link;

/** What became of a record that was to be sent. */
public enum SendOutcome {
    /** The record arrives, after all that were accepted before it on its lane, or the link goes down. */
    ACCEPTED,
    /** The link of this member is down, or has just used up its budget and goes down. */
    DOWN,
    /** The record is larger than {@link ClusterNode#maximumRecord()}. */
    TOO_LARGE
}
