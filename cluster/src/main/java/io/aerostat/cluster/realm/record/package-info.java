/**
 * The records and rows that realms of the same name exchange, in MessagePack; payloads travel inside as they are.
 * Any thread. Knows no links and no rows of a particular node.
 */
@NullMarked
package io.aerostat.cluster.realm.record;

import org.jspecify.annotations.NullMarked;
