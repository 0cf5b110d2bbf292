/**
 * The realms of a router: roles and their permissions, limits, call timeouts, contracts, stores. Immutable constants.
 */
@NullMarked
package io.aerostat.node.config.grammar.realm;

import org.jspecify.annotations.NullMarked;
