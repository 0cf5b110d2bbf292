/**
 * The configuration file as a whole: {@link io.aerostat.node.config.grammar.ConfigurationFile} reads it,
 * {@link io.aerostat.node.config.grammar.NodeGrammar} declares its keys.
 *
 * <p>The file format is version 2 of Crossbar.io's, which the documentation of Crossbar.io describes. Keys and words of
 * Crossbar.io that Aerostat does not support are declared too, so that the error message can say that they are not
 * supported. Used on the thread that loads the file.
 */
@NullMarked
package io.aerostat.node.config.grammar;

import org.jspecify.annotations.NullMarked;
