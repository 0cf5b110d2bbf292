/**
 * The listeners of a router with their endpoints and transports, as plain data: immutable records that a program
 * creates, or that the node creates from the configuration file. Nothing in this package opens a socket or depends on a
 * running router; the package {@code transport} makes handlers from the records.
 */
@NullMarked
package io.aerostat.router.listener;

import org.jspecify.annotations.NullMarked;
