/**
 * The engine on NATS, through jnats. jnats has threads of its own for a connection, another thread connects, and each
 * lane has its own dispatcher. Depends on the engine's interface and on no other package of the cluster.
 */
@NullMarked
package io.aerostat.cluster.nats;

import org.jspecify.annotations.NullMarked;
