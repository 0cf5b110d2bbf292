package io.aerostat.cluster.frame;

/**
 * A version of the protocol between nodes. Nodes work together if the major numbers are equal and the minor numbers
 * differ by at most one, so that a cluster can be upgraded node by node. Immutable.
 */
public record ProtocolVersion(int major, int minor) {
    /** The version that this program uses. */
    public static final ProtocolVersion CURRENT = new ProtocolVersion(1, 0);

    /** Checks whether nodes of both versions may work together. */
    public boolean worksWith(ProtocolVersion other) {
        return major == other.major && Math.abs((long) minor - other.minor) <= 1;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
