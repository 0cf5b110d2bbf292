/**
 * The node's part in its cluster, as configured. Any thread. Depends on the records of the configuration, and on
 * nothing else of the node.
 */
@NullMarked
package io.aerostat.node.cluster;

import org.jspecify.annotations.NullMarked;
