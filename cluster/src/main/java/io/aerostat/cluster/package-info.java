/**
 * A node's membership in a cluster as one object: the links to other nodes, the rows of all nodes, and the node's
 * health. Any thread. Depends on the packages below; none of them may depend on this one.
 */
@NullMarked
package io.aerostat.cluster;

import org.jspecify.annotations.NullMarked;
