/**
 * The realms of this router as parts of realms on several nodes. The broker and dealer treat other nodes as subscribers
 * and callees. The other nodes receive this node's subscriptions and callees as rows. The state of a call is confined
 * to the loop of its caller on one node, and to the loop of its callee on the other node; everything else may be called
 * on any thread. Must not depend on an engine.
 */
@NullMarked
package io.aerostat.cluster.realm;

import org.jspecify.annotations.NullMarked;
