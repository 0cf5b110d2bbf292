/**
 * The interfaces between a router and a cluster. The router does not depend on a particular cluster: the module that
 * shares realms with other nodes implements {@link io.aerostat.router.cluster.RealmConnector}. Any thread.
 */
@NullMarked
package io.aerostat.router.cluster;

import org.jspecify.annotations.NullMarked;
