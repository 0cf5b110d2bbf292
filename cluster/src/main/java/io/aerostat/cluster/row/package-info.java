/**
 * Replicated rows: each node writes its own rows. Every other node receives all these rows in order, and removes them
 * when their owner is lost. Keys and values are opaque bytes. Any thread may write rows; changes of other nodes' rows
 * arrive on the thread of their lane. Must not depend on realms or an engine.
 */
@NullMarked
package io.aerostat.cluster.row;

import org.jspecify.annotations.NullMarked;
