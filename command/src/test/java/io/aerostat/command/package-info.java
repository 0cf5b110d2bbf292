/** Tests of the client commands against a router of this process. */
@NullMarked
package io.aerostat.command;

import org.jspecify.annotations.NullMarked;
