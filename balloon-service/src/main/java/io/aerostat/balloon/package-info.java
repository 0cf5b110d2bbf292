/**
 * The weather balloon of the example: a component that can be popped and publishes the readings of its instruments.
 *
 * <p>{@link io.aerostat.balloon.Balloon} is the component; everything else is the physics of its flight, pure and
 * without any WAMP. The flight is confined to the component's executor.
 */
@NullMarked
package io.aerostat.balloon;

import org.jspecify.annotations.NullMarked;
