/**
 * Connects the node to its cluster, as configured. Any thread. Depends on the records of the configuration, and on no
 * other package of the node.
 */
@NullMarked
package io.aerostat.node.cluster;

import org.jspecify.annotations.NullMarked;
