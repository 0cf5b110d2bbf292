/**
 * The bytes of the messages between nodes, written and read as MessagePack. A message about links is a map, whose
 * unknown keys are ignored; a message with records is an array and then the records, each an extension value. What
 * another node may have sent is checked here, and nothing else of it is believed. Depends on the engine's names only.
 */
@NullMarked
package io.aerostat.cluster.frame;

import org.jspecify.annotations.NullMarked;
