/**
 * The methods of beans that answer calls and receive events: which beans have such methods, and how the session binds
 * them. Used by the thread that starts the application context.
 */
@NullMarked
package io.aerostat.spring.handler;

import org.jspecify.annotations.NullMarked;
