/**
 * A program that does with Autobahn|Java what the other clients do in their languages, and prints how it went. A
 * process of its own.
 */
@NullMarked
package io.aerostat.acceptance.autobahnjava;

import org.jspecify.annotations.NullMarked;
