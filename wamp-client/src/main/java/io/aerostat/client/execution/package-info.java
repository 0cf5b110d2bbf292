/**
 * The threads of a client, and the futures that its methods return. API. Must not depend on WAMP.
 */
@NullMarked
package io.aerostat.client.execution;

import org.jspecify.annotations.NullMarked;
