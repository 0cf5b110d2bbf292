/**
 * A WAMP peer for tests that says exactly what a test tells it to say, over every remote transport and serializer. It
 * uses the JDK and the libraries of other projects only, so that a mistake of Aerostat's own code cannot hide in it.
 * Each peer belongs to one test thread.
 */
@NullMarked
package io.aerostat.testkit;

import org.jspecify.annotations.NullMarked;
