/**
 * Reports the state of a node to systemd, if systemd started the node as a service. Must not depend on other packages
 * of the node.
 */
@NullMarked
package io.aerostat.node.systemd;

import org.jspecify.annotations.NullMarked;
