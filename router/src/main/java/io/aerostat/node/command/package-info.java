/** The command line. Lives on the main thread. */
@NullMarked
package io.aerostat.node.command;

import org.jspecify.annotations.NullMarked;
