package io.aerostat.node.config;

/**
 * A role of a realm.
 *
 * @param name the {@code authrole} of its sessions
 * @param authorization who decides what they may do
 */
public record RoleSettings(String name, RoleAuthorization authorization) {}
