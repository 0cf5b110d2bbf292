/** Manual pages from the descriptions of commands. Stateless; any thread. */
@NullMarked
package io.aerostat.command.manual;

import org.jspecify.annotations.NullMarked;
