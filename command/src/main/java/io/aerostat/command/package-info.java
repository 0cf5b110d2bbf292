/**
 * The client commands of the tool {@code aerostat}: call, publish, subscribe and others, for any WAMP router. A command
 * runs on the main thread of a process that ends with the command. Must not depend on the router of this project.
 */
@NullMarked
package io.aerostat.command;

import org.jspecify.annotations.NullMarked;
