/**
 * A router in the process of a test, its sessions, and the events and calls that arrive at them. API. Objects may be
 * used on any thread. Must not depend on JUnit.
 */
@NullMarked
package io.aerostat.test;

import org.jspecify.annotations.NullMarked;
