/**
 * The annotations that turn methods of an application object into procedures and event handlers. API.
 */
@NullMarked
package io.aerostat.client.annotation;

import org.jspecify.annotations.NullMarked;
