/**
 * Writes the files of commands: configurations, users and keys. Stateless; used on any thread that may block.
 * Independent of sessions.
 */
@NullMarked
package io.aerostat.command.file;

import org.jspecify.annotations.NullMarked;
