/**
 * What a router asks of a cluster, and what a realm offers to it. The router knows no cluster in particular: whoever
 * carries realms to other nodes implements {@link io.aerostat.router.cluster.RealmConnector}. Any thread.
 */
@NullMarked
package io.aerostat.router.cluster;

import org.jspecify.annotations.NullMarked;
