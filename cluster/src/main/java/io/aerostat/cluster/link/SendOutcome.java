package io.aerostat.cluster.link;

/** The outcome of sending a record. */
public enum SendOutcome {
    /** The record will arrive after all earlier records of its lane, unless the link goes down. */
    ACCEPTED,
    /** The link of this member is down, or goes down now because it has used up its budget. */
    DOWN,
    /** The record is larger than {@link ClusterNode#maximumRecord()}. */
    TOO_LARGE
}
