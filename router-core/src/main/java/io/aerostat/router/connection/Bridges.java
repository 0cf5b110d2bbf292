package io.aerostat.router.connection;

import io.aerostat.router.bridge.SharedObjects;
import io.aerostat.router.service.ProcedureCaller;

/**
 * The objects that a router gives to bridged protocols.
 *
 * @param procedures calls procedures of realms
 * @param shared the objects that all connections of a protocol share
 */
public record Bridges(ProcedureCaller procedures, SharedObjects shared) {}
