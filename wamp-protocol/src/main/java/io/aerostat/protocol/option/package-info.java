/**
 * The option and detail dictionaries of messages as typed records, and the tables of all predefined keys. Reading a
 * dictionary checks the value of each known key and ignores unknown keys (SES-3, PV-12). Immutable; any thread. Must
 * not depend on messages or serializers.
 */
@NullMarked
package io.aerostat.protocol.option;

import org.jspecify.annotations.NullMarked;
