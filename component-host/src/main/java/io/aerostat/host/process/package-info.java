/**
 * Child processes: how they are started, where their output goes, how they are ended.
 *
 * <p>Each child has a daemon thread for each stream that is not discarded; everything else may be called on any thread.
 * Guarantees that no child survives an orderly end of this JVM ({@link io.aerostat.host.process.ChildReaper}). Must not
 * depend on WAMP.
 */
@NullMarked
package io.aerostat.host.process;

import org.jspecify.annotations.NullMarked;
