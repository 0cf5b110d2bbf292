/**
 * The bytes of the messages between nodes, written and read as MessagePack. A message about links is a map, whose
 * unknown keys are ignored; a message with records consists of an array and the records, each of them an extension
 * value. Every byte from another node is checked here, and nothing in it is trusted without a check. Depends only on
 * the names of nodes in the engine package.
 */
@NullMarked
package io.aerostat.cluster.frame;

import org.jspecify.annotations.NullMarked;
