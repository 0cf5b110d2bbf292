/**
 * A load generator for one router: calls or events as fast as a number of them may be under way. Results arrive on
 * threads of the client, which count them.
 */
@NullMarked
package io.aerostat.command.load;

import org.jspecify.annotations.NullMarked;
