/**
 * Values on the command line and in the output: JSON texts and WAMP values. Stateless; any thread. Uses only the
 * streaming API of the JSON library, because the library's object mapping would take most of the time of a command.
 */
@NullMarked
package io.aerostat.command.value;

import org.jspecify.annotations.NullMarked;
