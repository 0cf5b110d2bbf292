/** Commands that make keys and passwords for accounts. They run on the main thread and open no connection. */
@NullMarked
package io.aerostat.command.account;

import org.jspecify.annotations.NullMarked;
