/** Commands that make keys and passwords for accounts. Used on the main thread; they connect to nothing. */
@NullMarked
package io.aerostat.command.account;

import org.jspecify.annotations.NullMarked;
