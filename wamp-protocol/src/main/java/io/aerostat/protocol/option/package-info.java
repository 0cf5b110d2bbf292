/**
 * The option and detail dictionaries of the messages as typed records, and the tables of all predefined keys. Reading a
 * dictionary checks the value of each known key and ignores unknown keys (SES-3, PV-12). Immutable; any thread. Depends
 * on no message and no serializer.
 */
@NullMarked
package io.aerostat.protocol.option;

import org.jspecify.annotations.NullMarked;
