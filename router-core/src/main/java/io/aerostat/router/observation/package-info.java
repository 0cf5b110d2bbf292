/**
 * The means for a program that embeds a router to observe it: sessions that join, are refused, and leave, requests
 * without permission, the router's readiness, and its metrics. Observers are called on event loops and must not block.
 */
@NullMarked
package io.aerostat.router.observation;

import org.jspecify.annotations.NullMarked;
