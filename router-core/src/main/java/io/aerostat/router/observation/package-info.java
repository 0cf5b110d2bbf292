/**
 * Observation of a router by the program that embeds it: sessions that join, are refused, and leave; requests without
 * permission; the router's readiness; its pages for operators and for metrics; and the runner of CGI programs.
 * Observers are called on event loops and must not block.
 */
@NullMarked
package io.aerostat.router.observation;

import org.jspecify.annotations.NullMarked;
