/**
 * The client commands of the tool {@code aerostat}: call, publish, subscribe and others, against any WAMP router.
 * Commands run on the main thread of a process that ends after them. Nothing here depends on our router.
 */
@NullMarked
package io.aerostat.command;

import org.jspecify.annotations.NullMarked;
