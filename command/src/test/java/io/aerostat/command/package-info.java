/** Tests of the client commands against a router in the same process. */
@NullMarked
package io.aerostat.command;

import org.jspecify.annotations.NullMarked;
