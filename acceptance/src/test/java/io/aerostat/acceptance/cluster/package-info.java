/**
 * Tests a cluster of three nodes in which something fails. Nodes are {@code router.jar} processes, nats-server is real,
 * and clients number their messages. The build runs a short selection; {@code scripts/cluster-failures.sh} runs all
 * tests with the durations and rates that docs/cluster.md names. Each test belongs to one thread.
 */
@NullMarked
package io.aerostat.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
