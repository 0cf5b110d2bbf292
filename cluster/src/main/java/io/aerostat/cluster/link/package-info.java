/**
 * The links of this node to the other nodes: which nodes live, and the records between two nodes, which travel in
 * order, in batches, and within a budget. A record of an earlier incarnation of a node never arrives. Any thread may
 * send; received records arrive on the thread of their lane. Must not know rows, realms or a particular engine.
 */
@NullMarked
package io.aerostat.cluster.link;

import org.jspecify.annotations.NullMarked;
