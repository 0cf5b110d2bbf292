/**
 * The realms of this router as parts of realms on several nodes. Other nodes appear as subscribers and callees to the
 * broker and dealer, and this node's subscriptions and callees are sent to the other nodes as rows. The state of a call
 * is confined to the loop of its caller on one node, and to the loop of its callee on the other node; everything else
 * may be called on any thread. Must not depend on an engine.
 */
@NullMarked
package io.aerostat.cluster.realm;

import org.jspecify.annotations.NullMarked;
