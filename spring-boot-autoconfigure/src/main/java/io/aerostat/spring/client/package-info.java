/**
 * The session of an application: its properties, its start and end with the application context, and the requests of
 * beans. Requests may come from any thread; starts and stops come from the thread of the application context.
 */
@NullMarked
package io.aerostat.spring.client;

import org.jspecify.annotations.NullMarked;
