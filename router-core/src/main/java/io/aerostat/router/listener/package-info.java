/**
 * Where a router listens and what it speaks there, as plain data: immutable records that a program writes and the
 * configuration file is read into. Nothing here opens a socket or knows a running router; the package {@code transport}
 * makes handlers from these records.
 */
@NullMarked
package io.aerostat.router.listener;

import org.jspecify.annotations.NullMarked;
