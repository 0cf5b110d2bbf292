/**
 * Which test proves which item of WAMP: tests cite the ids of {@link Catalogue} with {@link Conformance}, {@link ExecutionRecorder} writes down
 * how they end, and {@link Report} makes {@code docs/conformance.md} of it at the end of a whole build. For tests only; depends on nothing but
 * JUnit's API, and on no other module.
 */
@NullMarked
package io.aerostat.conformance;

import org.jspecify.annotations.NullMarked;
