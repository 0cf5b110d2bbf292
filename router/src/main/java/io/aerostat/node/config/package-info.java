/**
 * The node's configuration as immutable records, checked and with all defaults filled in.
 *
 * <p>These records depend neither on JSON nor on the running node. They may be used on any thread.
 */
@NullMarked
package io.aerostat.node.config;

import org.jspecify.annotations.NullMarked;
