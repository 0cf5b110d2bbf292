package io.aerostat.node.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One node's view of its cluster. Immutable.
 *
 * @param reasons why the node is not ready; empty if it is ready
 * @param rows the number and digest of each live node's rows, by the name of the node
 */
record NodeView(String cluster, String node, List<String> reasons, Map<String, String> rows) {
    NodeView {
        reasons = List.copyOf(reasons);
        rows = Map.copyOf(rows);
    }

    /** Reads the answer of a node; empty if the node is in no cluster. */
    static Optional<NodeView> of(Map<String, Object> answer) {
        if (!(answer.get("rows") instanceof Map<?, ?> rows) || !(answer.get("reasons") instanceof List<?> reasons)) {
            return Optional.empty();
        }
        Map<String, String> digests = new TreeMap<>();
        rows.forEach((node, digest) -> digests.put(String.valueOf(node), String.valueOf(digest)));
        return Optional.of(new NodeView(
                String.valueOf(answer.get("cluster")),
                String.valueOf(answer.get("node")),
                reasons.stream().map(String::valueOf).toList(),
                digests));
    }

    boolean isReady() {
        return reasons.isEmpty();
    }

    /** Returns one line for each pair of nodes whose tables differ. */
    static List<String> differences(List<NodeView> views) {
        List<String> lines = new ArrayList<>();
        for (NodeView owner : views) {
            for (NodeView other : views) {
                other.difference(owner).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private Optional<String> difference(NodeView owner) {
        if (!cluster.equals(owner.cluster)) {
            return Optional.of(node + " and " + owner.node + ": found the clusters " + cluster + " and " + owner.cluster
                    + " (expected one)");
        }
        String copy = rows.getOrDefault(owner.node, "no link");
        String original = owner.rows.getOrDefault(owner.node, "nothing");
        return copy.equals(original)
                ? Optional.empty()
                : Optional.of(
                        node + ": found " + copy + " for the rows of " + owner.node + " (expected " + original + ")");
    }

    /** Returns the view as one line for people. */
    @Override
    public String toString() {
        String numbers = new TreeMap<>(rows)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return node + " of " + cluster + ": " + (isReady() ? "ready" : "not ready (" + String.join("; ", reasons) + ")")
                + "; rows: " + numbers;
    }
}
