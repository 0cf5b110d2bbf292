/**
 * Mistakes that fail the start of an application, described for its developer. Any thread.
 */
@NullMarked
package io.aerostat.spring.failure;

import org.jspecify.annotations.NullMarked;
