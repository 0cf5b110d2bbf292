/**
 * Tests of the router under load: peers stop, vanish and come back, files and disks fail, and the output is not read.
 */
@NullMarked
package io.aerostat.acceptance.endurance;

import org.jspecify.annotations.NullMarked;
