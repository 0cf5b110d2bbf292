package io.aerostat.client.annotation;

import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is called with events. Its parameters take the arguments in the same way as the parameters of a
 * {@link Procedure}; a parameter of type {@link io.aerostat.client.pubsub.Event} takes the whole event.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Topic {
    /** The URI, or a pattern. */
    String value();

    /** How the URI is compared with the topic of an event. */
    MatchPolicy match() default MatchPolicy.EXACT;

    /** Whether to request the retained event when subscribing. */
    boolean retained() default false;
}
