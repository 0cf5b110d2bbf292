/**
 * Commands that observe a running node by its management procedures: its rates, and the messages of a session. They run
 * on the main thread.
 */
@NullMarked
package io.aerostat.command.node;

import org.jspecify.annotations.NullMarked;
