/**
 * The node's configuration as immutable records: what was configured, checked and complete with its defaults.
 *
 * <p>These records know neither JSON nor the running node. They may be used on any thread.
 */
@NullMarked
package io.aerostat.node.config;

import org.jspecify.annotations.NullMarked;
