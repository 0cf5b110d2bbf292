/**
 * The router under load, with peers that stop, vanish and come back, and with what it stands on taken away: what
 * happens is asserted.
 */
@NullMarked
package io.aerostat.acceptance.endurance;

import org.jspecify.annotations.NullMarked;
