/**
 * The logging of client commands: warnings on standard error, without the time that a logging framework needs to start.
 * Any thread.
 */
@NullMarked
package io.aerostat.command.logging;

import org.jspecify.annotations.NullMarked;
