/**
 * Remote procedure calls as users write them: what is called, what is offered, what is answered. Handlers run on the client's executor.
 */
@NullMarked
package io.aerostat.client.rpc;

import org.jspecify.annotations.NullMarked;
