/**
 * Traces across calls and events: the context that messages carry, and the spans that client and router make if
 * OpenTelemetry is installed. Any thread.
 */
@NullMarked
package io.aerostat.protocol.trace;

import org.jspecify.annotations.NullMarked;
