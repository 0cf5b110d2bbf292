/**
 * The listeners of a router with their endpoints and transports, as plain data: immutable records that a program
 * creates, or that the node creates from the configuration file. Nothing here opens a socket or knows a running router;
 * the package {@code transport} makes handlers from these records.
 */
@NullMarked
package io.aerostat.router.listener;

import org.jspecify.annotations.NullMarked;
