package io.aerostat.router.service;

/** The caller of one of the router's own procedures. The router always learns the identity of its callers. */
public record ServiceCaller(long session, String authid, String authrole) {}
