/**
 * Links between a realm of this node and a realm of another router ({@code rlinks}): a client in each of the two
 * realms, and the subscriptions and registrations that each of them keeps for the clients of the other realm.
 *
 * <p>Runs on the threads of the WAMP client. Must not depend on the packages that start and reload the node.
 */
@NullMarked
package io.aerostat.node.link;

import org.jspecify.annotations.NullMarked;
