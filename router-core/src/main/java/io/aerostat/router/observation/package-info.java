/**
 * What a program that embeds a router can watch and show: sessions that join, are refused, and leave, requests without
 * permission, whether the router is ready, and its metrics. Observers are called on event loops and must not block.
 */
@NullMarked
package io.aerostat.router.observation;

import org.jspecify.annotations.NullMarked;
