/**
 * A program that checks Autobahn|Java and prints the outcomes. It makes the same checks as the programs for the other
 * clients. It runs as a separate process.
 */
@NullMarked
package io.aerostat.acceptance.autobahnjava;

import org.jspecify.annotations.NullMarked;
