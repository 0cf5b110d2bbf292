/**
 * Methods of application objects as procedures and event handlers: which methods are annotated, how a message becomes
 * their arguments, and how they are registered and subscribed. Any thread.
 */
@NullMarked
package io.aerostat.client.binding;

import org.jspecify.annotations.NullMarked;
