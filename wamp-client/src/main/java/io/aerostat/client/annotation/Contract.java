package io.aerostat.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that describes procedures and topics. {@link io.aerostat.client.session.Session#proxy} returns an
 * implementation that calls, publishes and subscribes;
 * {@link io.aerostat.client.session.Session#register(Class, Object)} registers an implementation of the application.
 * Each abstract method has a {@link Procedure} or {@link Topic}.
 *
 * <ul>
 *   <li>The return type of a procedure decides how a proxy calls: for a value, the method blocks; for a
 *       {@link java.util.concurrent.CompletableFuture}, it does not block; a
 *       {@link java.util.concurrent.Flow.Publisher} publishes progressive results.
 *   <li>A topic method with the arguments of an event publishes. A topic method with a
 *       {@link java.util.function.Consumer} and the result {@link io.aerostat.client.pubsub.Subscription}, or with no
 *       parameter and the result {@link java.util.concurrent.Flow.Publisher}, subscribes.
 *   <li>If a method declares an exception with {@link WampError}, an implementation can throw the exception, and a
 *       proxy throws it to the caller.
 * </ul>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Contract {
    /** The beginning of the methods' URIs, without the dot that follows it; empty if each method has its whole URI. */
    String value() default "";

    /** Exceptions with {@link WampError} that every method may throw. */
    Class<? extends RuntimeException>[] errors() default {};
}
