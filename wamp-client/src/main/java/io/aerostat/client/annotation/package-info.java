/**
 * The annotations that make methods of an application object procedures and event handlers. API.
 */
@NullMarked
package io.aerostat.client.annotation;

import org.jspecify.annotations.NullMarked;
