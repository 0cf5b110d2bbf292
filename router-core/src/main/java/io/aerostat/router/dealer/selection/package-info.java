/**
 * The policies that pick one of several callees of a procedure; each is one class. Any thread. This package must not
 * depend on sessions or messages.
 */
@NullMarked
package io.aerostat.router.dealer.selection;

import org.jspecify.annotations.NullMarked;
