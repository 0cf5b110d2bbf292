/**
 * A node's part in a cluster, put together: its links to other nodes, its rows and theirs, and its health. Any thread.
 * Knows every package below it; none of them knows this one.
 */
@NullMarked
package io.aerostat.cluster;

import org.jspecify.annotations.NullMarked;
