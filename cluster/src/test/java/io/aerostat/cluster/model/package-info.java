/** Links and rows under schedules of losses, cuts and crashes that a seed chooses, beside a model of what must hold. */
@NullMarked
package io.aerostat.cluster.model;

import org.jspecify.annotations.NullMarked;
