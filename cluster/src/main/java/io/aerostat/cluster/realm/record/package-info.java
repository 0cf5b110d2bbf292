/**
 * The records and rows that realms of the same name exchange, in MessagePack; they contain payloads unchanged. Any
 * thread. Must not know links, or which node owns a row.
 */
@NullMarked
package io.aerostat.cluster.realm.record;

import org.jspecify.annotations.NullMarked;
