/**
 * Child processes: starting them, handling their output, and ending them.
 *
 * <p>Each child has a daemon thread for each stream that is not discarded; everything else may be called on any thread.
 * Guarantees that no child survives an orderly end of this JVM ({@link io.aerostat.host.process.ChildReaper}). Must not
 * depend on WAMP.
 */
@NullMarked
package io.aerostat.host.process;

import org.jspecify.annotations.NullMarked;
