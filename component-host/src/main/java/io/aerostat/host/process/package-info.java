/**
 * Child processes: what they are started with, what becomes of their output, how they are ended.
 *
 * <p>Each child has a daemon thread per stream that is not discarded; everything else may be called on any thread. Owns the
 * promise that no child outlives an orderly end of this JVM ({@link io.aerostat.host.process.ChildReaper}). Knows nothing of WAMP.
 */
@NullMarked
package io.aerostat.host.process;

import org.jspecify.annotations.NullMarked;
