/**
 * Proves the items of the WAMP specification by tests: tests cite the ids of {@link Catalogue} with
 * {@link Conformance}, {@link ExecutionRecorder} records the outcomes, and {@link Report} writes
 * {@code docs/conformance.md} at the end of a full build. For tests only. Depends on JUnit's API and on no other
 * module. Confined to one thread, except the recorder.
 */
@NullMarked
package io.aerostat.conformance;

import org.jspecify.annotations.NullMarked;
