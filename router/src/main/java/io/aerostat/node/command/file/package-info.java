/** The commands that rewrite a configuration file. Used on the main thread; they start nothing. */
@NullMarked
package io.aerostat.node.command.file;

import org.jspecify.annotations.NullMarked;
