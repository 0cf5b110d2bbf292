/**
 * The whole of a node's part in a cluster: its links to other nodes, the rows of all nodes, and its health. Any thread.
 * Depends on the packages below; none of them may depend on this one.
 */
@NullMarked
package io.aerostat.cluster;

import org.jspecify.annotations.NullMarked;
