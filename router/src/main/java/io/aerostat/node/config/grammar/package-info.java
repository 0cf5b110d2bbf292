/**
 * The keys of a version-2 node configuration, said in the language of {@link io.aerostat.node.config.field}, and the rules between
 * them. {@link io.aerostat.node.config.grammar.ConfigurationFile} is the way in.
 *
 * <p>Where the file format comes from is documented by Crossbar.io; where Crossbar.io has a key that is not here, the key is
 * listed as not supported yet, so that its users learn it by name.
 */
@NullMarked
package io.aerostat.node.config.grammar;

import org.jspecify.annotations.NullMarked;
