/**
 * A WAMP peer for tests that sends exactly the messages that a test specifies, over every remote transport and
 * serializer. It uses only the JDK and libraries of other projects, so that it cannot repeat, and thereby hide, a
 * mistake of Aerostat's own code. Each peer belongs to one test thread.
 */
@NullMarked
package io.aerostat.testkit;

import org.jspecify.annotations.NullMarked;
