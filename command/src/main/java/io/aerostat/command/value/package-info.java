/**
 * Values on the command line and in the output: JSON texts and WAMP values. Stateless; any thread. Uses the streaming
 * API of the JSON library alone, because its object mapping would take most of the time of a command.
 */
@NullMarked
package io.aerostat.command.value;

import org.jspecify.annotations.NullMarked;
