/** Starts nats-server processes for tests. Each server belongs to one test. */
@NullMarked
package io.aerostat.testkit.nats;

import org.jspecify.annotations.NullMarked;
