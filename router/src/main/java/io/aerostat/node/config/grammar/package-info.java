/**
 * The configuration file as a whole: {@link io.aerostat.node.config.grammar.ConfigurationFile} reads it,
 * {@link io.aerostat.node.config.grammar.NodeGrammar} declares its keys.
 *
 * <p>The file format is that of Crossbar.io, version 2, whose documentation describes it. A key of Crossbar.io that
 * Aerostat does not support is listed as not supported yet, so that a user learns about it by name. Used on the thread
 * that loads the file.
 */
@NullMarked
package io.aerostat.node.config.grammar;

import org.jspecify.annotations.NullMarked;
