/**
 * Procedures and event handlers as annotated methods of any object. Knows nothing of sessions: it turns methods into handlers.
 */
@NullMarked
package io.aerostat.client.annotation;

import org.jspecify.annotations.NullMarked;
