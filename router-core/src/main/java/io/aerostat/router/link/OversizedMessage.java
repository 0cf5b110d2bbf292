package io.aerostat.router.link;

/**
 * The type and request of a message that was too large to receive (P21).
 *
 * @param code the code of the message type, such as 48 for CALL
 * @param request the id of the request; for an ERROR, the id of the invocation
 * @param acknowledged whether the message is a PUBLISH that asks for an acknowledgement
 */
public record OversizedMessage(int code, long request, boolean acknowledged) {}
