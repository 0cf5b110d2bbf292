package io.aerostat.router.contract;

/**
 * The reason why a payload does not fit.
 *
 * @param path the place of the fault, such as {@code args[0].x}; without values of the payload, because the path is
 *     logged
 * @param text the place and the fault for the sender, such as {@code args[0].x: found "a" (expected an integer)}
 */
public record PayloadFault(String path, String text) {}
