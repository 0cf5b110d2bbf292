/** The commands of the program. Used on the main thread. */
@NullMarked
package io.aerostat.node.command;

import org.jspecify.annotations.NullMarked;
