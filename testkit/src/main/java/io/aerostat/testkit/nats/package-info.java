/** A nats-server for tests, as a process of its own. Each server belongs to one test. */
@NullMarked
package io.aerostat.testkit.nats;

import org.jspecify.annotations.NullMarked;
