/**
 * The rehearsal of a start: a node that meets what real nodes meet after a restart, so that a JVM can keep its classes
 * and profiles. Runs on one thread of its own. Nothing but the command {@code rehearse} uses it.
 */
@NullMarked
package io.aerostat.node.rehearsal;

import org.jspecify.annotations.NullMarked;
