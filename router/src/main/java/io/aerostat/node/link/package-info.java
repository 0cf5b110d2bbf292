/**
 * Links between a realm of this node and a realm of another router ({@code rlinks}): each link has a client in each of
 * the two realms. Each client keeps subscriptions and registrations for the clients of the other realm.
 *
 * <p>Runs on the threads of the WAMP client. Must not depend on the packages that start and reload the node.
 */
@NullMarked
package io.aerostat.node.link;

import org.jspecify.annotations.NullMarked;
