package io.aerostat.spring.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** Makes a bean of each of these contracts: a proxy that calls, publishes and subscribes. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(ContractClientRegistrar.class)
public @interface ImportWampClients {
    /** The interfaces, each with {@link io.aerostat.client.annotation.Contract}. */
    Class<?>[] value();
}
