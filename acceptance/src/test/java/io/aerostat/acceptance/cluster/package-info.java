/**
 * What a cluster of three nodes does when something fails: {@code router.jar} as processes, a real nats-server, and
 * clients that number what they send. The build runs a short selection; {@code scripts/cluster-failures.sh} runs all
 * tests with the durations and rates that docs/cluster.md names. Each test belongs to one thread.
 */
@NullMarked
package io.aerostat.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
