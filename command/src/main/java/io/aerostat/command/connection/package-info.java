/**
 * Where and how a command joins a realm: options, profiles, secrets, and the resulting session. Used on the main
 * thread.
 */
@NullMarked
package io.aerostat.command.connection;

import org.jspecify.annotations.NullMarked;
