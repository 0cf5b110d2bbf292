package io.aerostat.spring;

import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean that is called with the events of a topic. The session subscribes when it joins, also after a
 * reconnect. The parameters are treated as those of a method with {@link io.aerostat.client.annotation.Topic}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WampListener {
    /** The URI, or a pattern. Placeholders such as {@code ${shop.prefix}} are replaced. */
    String value();

    /** How the URI is compared with the topic of an event. */
    MatchPolicy match() default MatchPolicy.EXACT;

    /** Whether to request the retained event when subscribing. */
    boolean retained() default false;
}
