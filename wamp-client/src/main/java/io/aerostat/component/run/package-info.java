/**
 * Keeps one component joined, for component-host: creates the component, joins, calls its life cycle methods, and joins
 * again after a loss. Component code runs on the runner's executor, never on an event loop.
 */
@NullMarked
package io.aerostat.component.run;

import org.jspecify.annotations.NullMarked;
