/**
 * The difference between the running configuration and another configuration, as operations and as lines for people.
 * Immutable; any thread. Depends neither on the file nor on the running node.
 */
@NullMarked
package io.aerostat.node.reload;

import org.jspecify.annotations.NullMarked;
