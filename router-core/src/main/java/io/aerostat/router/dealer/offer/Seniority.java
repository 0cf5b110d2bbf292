package io.aerostat.router.dealer.offer;

/**
 * The place of a callee in the order of registration, over all nodes of a cluster. The clock is a logical one: the next
 * value of a node is greater than every value that the node has seen. For equal values, the name of the node decides.
 */
public record Seniority(long clock, String node) implements Comparable<Seniority> {
    @Override
    public int compareTo(Seniority other) {
        int byClock = Long.compare(clock, other.clock);
        return byClock != 0 ? byClock : node.compareTo(other.node);
    }
}
