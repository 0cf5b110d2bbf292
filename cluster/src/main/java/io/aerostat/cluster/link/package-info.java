/**
 * The links of this node to the other nodes. This package finds out which nodes are alive, and carries records between
 * two nodes in order, in batches, and within a budget. A record of an earlier incarnation of a node never arrives. Any
 * thread may send; received records arrive on the thread of their lane. Must not depend on rows, realms or a particular
 * engine.
 */
@NullMarked
package io.aerostat.cluster.link;

import org.jspecify.annotations.NullMarked;
