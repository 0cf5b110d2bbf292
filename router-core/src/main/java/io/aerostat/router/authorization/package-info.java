/**
 * Authorization: the static rules of roles, dynamic authorizers, and the bounded cache of their decisions. Any thread.
 */
@NullMarked
package io.aerostat.router.authorization;

import org.jspecify.annotations.NullMarked;
