/**
 * A program that runs the same checks with Autobahn|Java as the programs of the other clients do in their languages,
 * and prints the outcomes. It runs as a separate process.
 */
@NullMarked
package io.aerostat.acceptance.autobahnjava;

import org.jspecify.annotations.NullMarked;
