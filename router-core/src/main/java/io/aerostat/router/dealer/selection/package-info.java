/**
 * How one of several callees of a procedure is picked: pure policies, one class each. Any thread. Knows neither
 * sessions nor messages.
 */
@NullMarked
package io.aerostat.router.dealer.selection;

import org.jspecify.annotations.NullMarked;
