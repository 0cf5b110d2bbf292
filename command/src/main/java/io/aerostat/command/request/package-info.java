/**
 * Commands that make requests: call, publish, subscribe, register. They run on the main thread; events and invocations
 * arrive on threads of the client.
 */
@NullMarked
package io.aerostat.command.request;

import org.jspecify.annotations.NullMarked;
