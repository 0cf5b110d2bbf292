/**
 * The engine on NATS, through jnats. jnats has its own threads for a connection, and a dispatcher for each lane; a
 * thread of the engine connects. Depends on the engine's interface and on no other package of the cluster.
 */
@NullMarked
package io.aerostat.cluster.nats;

import org.jspecify.annotations.NullMarked;
