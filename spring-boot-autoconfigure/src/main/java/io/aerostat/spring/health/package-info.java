/**
 * The health of the application's session, for the actuator. Any thread.
 */
@NullMarked
package io.aerostat.spring.health;

import org.jspecify.annotations.NullMarked;
