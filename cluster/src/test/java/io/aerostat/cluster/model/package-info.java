/**
 * A model test of links and rows: a seed chooses a schedule of losses, cuts and crashes, and a model checks the
 * promises.
 */
@NullMarked
package io.aerostat.cluster.model;

import org.jspecify.annotations.NullMarked;
