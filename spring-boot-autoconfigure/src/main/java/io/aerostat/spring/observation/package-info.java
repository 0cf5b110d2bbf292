/**
 * Observations of calls, invocations, publications and events, with Micrometer. Any thread.
 */
@NullMarked
package io.aerostat.spring.observation;

import org.jspecify.annotations.NullMarked;
