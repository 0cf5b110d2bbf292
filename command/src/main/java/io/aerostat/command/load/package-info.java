/**
 * A load generator for one router: it keeps a fixed number of calls under way. Results arrive on threads of the client,
 * which count them.
 */
@NullMarked
package io.aerostat.command.load;

import org.jspecify.annotations.NullMarked;
