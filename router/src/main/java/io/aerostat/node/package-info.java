/**
 * The node: a router, its components, containers and guests, composed from a configuration file.
 * {@link io.aerostat.node.Main} is the program.
 *
 * <p>Nothing may depend on this module; an application that embeds a router uses {@code io.aerostat.router}.
 */
@NullMarked
package io.aerostat.node;

import org.jspecify.annotations.NullMarked;
