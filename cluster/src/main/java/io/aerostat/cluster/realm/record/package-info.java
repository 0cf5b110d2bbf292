/**
 * The records and rows that realms of the same name exchange, in MessagePack; they contain payloads unchanged. Any
 * thread. Must not depend on links, or on the owners of rows.
 */
@NullMarked
package io.aerostat.cluster.realm.record;

import org.jspecify.annotations.NullMarked;
