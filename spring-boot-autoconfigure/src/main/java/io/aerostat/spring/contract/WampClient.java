package io.aerostat.spring.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface with {@link io.aerostat.client.annotation.Contract} as a client: a proxy that calls, publishes and
 * subscribes becomes a bean. The interface is found if it is in the package of the application's main class or below.
 * {@link ImportWampClients} makes a bean of any other contract.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WampClient {}
