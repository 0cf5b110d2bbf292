/**
 * A joined session: checks each message from its client and passes it to broker or dealer, and sends messages of broker
 * and dealer to the client. Confined to the event loop of its link. This package must not depend on
 * {@code session.state}.
 */
@NullMarked
package io.aerostat.router.session.joined;

import org.jspecify.annotations.NullMarked;
