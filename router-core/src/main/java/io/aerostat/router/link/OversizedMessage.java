package io.aerostat.router.link;

/**
 * The type and request of a message that was too large to be received (P21).
 *
 * @param code the message's type, such as 48 for CALL
 * @param request the id of the request; for an ERROR the id of the invocation
 * @param acknowledged for a PUBLISH, whether an answer is expected
 */
public record OversizedMessage(int code, long request, boolean acknowledged) {}
