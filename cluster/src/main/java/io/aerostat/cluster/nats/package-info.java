/**
 * The engine on NATS, through jnats. Its connection has threads of jnats, and one that connects; each lane has a
 * dispatcher of its own. Knows the engine's interface and nothing else of the cluster.
 */
@NullMarked
package io.aerostat.cluster.nats;

import org.jspecify.annotations.NullMarked;
