/** The log of the process. Set up once, before anything else runs. */
@NullMarked
package io.aerostat.node.logging;

import org.jspecify.annotations.NullMarked;
