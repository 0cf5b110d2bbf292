/** Reads numbers about the measured router's process, from Linux and from its JVM. Must not depend on loads. */
@NullMarked
package io.aerostat.bench.process;

import org.jspecify.annotations.NullMarked;
