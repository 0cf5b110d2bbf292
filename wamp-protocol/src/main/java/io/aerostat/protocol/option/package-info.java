/**
 * The option and detail dictionaries of the messages as typed records, and the table of every predefined key. Immutable; any
 * thread. Reading a dictionary checks the type and value of each known key and ignores the others (SES-3, PV-12).
 */
@NullMarked
package io.aerostat.protocol.option;

import org.jspecify.annotations.NullMarked;
