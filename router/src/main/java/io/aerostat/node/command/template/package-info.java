/** The command that creates a node's files from a template. Used on the main thread; it starts nothing. */
@NullMarked
package io.aerostat.node.command.template;

import org.jspecify.annotations.NullMarked;
