/**
 * A joined session: checks each message of its client and passes it to broker or dealer, and sends their messages to
 * the client. Confined to the event loop of its link. Does not depend on the states before and after.
 */
@NullMarked
package io.aerostat.router.session.joined;

import org.jspecify.annotations.NullMarked;
