/**
 * The engine, which carries bytes between the nodes of a cluster, and the names of nodes. An engine has threads of its
 * own; a received message arrives on the thread of its lane. Depends on no other package of the cluster.
 */
@NullMarked
package io.aerostat.cluster.engine;

import org.jspecify.annotations.NullMarked;
