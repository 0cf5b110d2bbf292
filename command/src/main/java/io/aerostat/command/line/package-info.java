/**
 * The parts that all commands share: descriptions, exit codes and failures. Used on the main thread; independent of
 * sessions.
 */
@NullMarked
package io.aerostat.command.line;

import org.jspecify.annotations.NullMarked;
