package io.aerostat.node.management;

/**
 * A container, guest or component as operators see it.
 *
 * @param name such as {@code container balloon} or {@code component authenticator of router}
 * @param state {@code starting}, {@code in service}, {@code failed} or {@code ended}
 * @param cause why it has failed; empty otherwise
 * @param starts the number of times that it has come into service
 */
public record WorkerView(String name, String state, String cause, long starts) {}
