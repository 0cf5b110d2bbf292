/**
 * The records and rows that realms of the same name exchange, in MessagePack; they contain payloads unchanged. Any
 * thread. Knows no links and no rows of a particular node.
 */
@NullMarked
package io.aerostat.cluster.realm.record;

import org.jspecify.annotations.NullMarked;
