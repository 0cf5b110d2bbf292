/**
 * The authorizers of a realm's roles: static rules, and dynamic authorizers with a bounded cache of their decisions.
 * Any thread. Used only by a running realm.
 */
@NullMarked
package io.aerostat.router.authorization.rule;

import org.jspecify.annotations.NullMarked;
