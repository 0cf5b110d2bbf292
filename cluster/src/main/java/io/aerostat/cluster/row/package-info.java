/**
 * Replicated rows: each node writes its own, and every other node gets them, in order and complete, and loses them with
 * the node. Keys and values are opaque bytes. Any thread may write rows; changes of other nodes' rows arrive on the
 * thread of their lane. Must not know realms or an engine.
 */
@NullMarked
package io.aerostat.cluster.row;

import org.jspecify.annotations.NullMarked;
