/**
 * The node's part in its cluster, as the configuration says. Any thread. Knows the records of the configuration, and
 * nothing else of the node.
 */
@NullMarked
package io.aerostat.node.cluster;

import org.jspecify.annotations.NullMarked;
