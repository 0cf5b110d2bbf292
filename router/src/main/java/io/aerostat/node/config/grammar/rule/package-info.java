/**
 * Rules about several places of a configuration file: names that must be unique, and references to parts that must
 * exist.
 *
 * <p>The rules look at the text of the file, not at the records made from it, so they are checked even if other parts
 * of the file are wrong. Confined to the thread that loads the file.
 */
@NullMarked
package io.aerostat.node.config.grammar.rule;

import org.jspecify.annotations.NullMarked;
