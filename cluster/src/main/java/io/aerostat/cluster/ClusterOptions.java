package io.aerostat.cluster;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.NodeIdentity;
import io.aerostat.cluster.link.LinkOptions;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The options of a node that is part of a cluster. Immutable.
 *
 * @param name the name of the cluster: up to 64 ASCII letters, digits, underscores and hyphens
 * @param node the name of this node, unique in the cluster
 * @param members the intended number of nodes; this node is ready only while a majority of them is live
 * @param lanes the number of lanes among which realms are distributed, 1 to 64; all nodes must have the same number
 * @param links the options of links: when another node counts as lost, and how many bytes may wait for it
 * @param rowDeadline how long a node waits until the other nodes have confirmed a change of a row, 10 ms to one minute
 */
public record ClusterOptions(
        String name, NodeId node, int members, int lanes, LinkOptions links, Duration rowDeadline) {
    /** The default number of lanes. */
    public static final int DEFAULT_LANES = 4;
    /** The default time to wait for the confirmation of a change of a row. */
    public static final Duration DEFAULT_ROW_DEADLINE = Duration.ofSeconds(1);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + NodeIdentity.LONGEST_CLUSTER + "}");

    public ClusterOptions {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("name: found \"" + name + "\" (expected 1 to "
                    + NodeIdentity.LONGEST_CLUSTER + " letters, digits, and characters of _ -)");
        }
        if (members < 1 || members > 1000) {
            throw new IllegalArgumentException("members: found " + members + " (expected 1 to 1000)");
        }
        if (lanes < 1 || lanes > 64) {
            throw new IllegalArgumentException("lanes: found " + lanes + " (expected 1 to 64)");
        }
        if (rowDeadline.compareTo(Duration.ofMillis(10)) < 0 || rowDeadline.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("rowDeadline: found " + rowDeadline + " (expected 10 ms to one minute)");
        }
    }

    /** Returns options with these three values, and default values for all others. */
    public static ClusterOptions of(String name, NodeId node, int members) {
        return new ClusterOptions(name, node, members, DEFAULT_LANES, LinkOptions.DEFAULT, DEFAULT_ROW_DEADLINE);
    }

    /** Checks whether a text can name a cluster. */
    public static boolean isValidName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Returns the number of nodes, including this one, that form a majority. */
    public int majority() {
        return members / 2 + 1;
    }
}
