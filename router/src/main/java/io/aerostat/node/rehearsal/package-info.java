/**
 * The rehearsal of a start: puts a node under the load that real nodes meet after a restart, so that a JVM can record
 * its classes and profiles. Runs on one thread of its own. Only the command {@code rehearse} uses it.
 */
@NullMarked
package io.aerostat.node.rehearsal;

import org.jspecify.annotations.NullMarked;
