/**
 * Contracts: what the methods of an annotated interface mean, and proxies that call, publish and subscribe. Any thread;
 * methods of a proxy that return a value block their caller. Must not depend on how a session works.
 */
@NullMarked
package io.aerostat.client.contract;

import org.jspecify.annotations.NullMarked;
