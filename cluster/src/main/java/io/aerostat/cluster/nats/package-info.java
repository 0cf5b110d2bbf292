/**
 * The engine on NATS, and the event history in JetStream, both through jnats. jnats has its own threads for a
 * connection, and a dispatcher for each lane; a thread of the engine connects. The event history has a connection, a
 * thread that writes, and a thread that reads. Of the other packages of the cluster, this package uses only the
 * engine's interface and the format of stored events.
 */
@NullMarked
package io.aerostat.cluster.nats;

import org.jspecify.annotations.NullMarked;
