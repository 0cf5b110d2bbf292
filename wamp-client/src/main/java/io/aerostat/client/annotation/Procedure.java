package io.aerostat.client.annotation;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers the calls of a procedure. Its parameters take the positional arguments in order. A parameter
 * takes a keyword argument instead if the parameter has {@link Arg}, or if its name is in the class file and equals the
 * name of the argument. A parameter of type {@link io.aerostat.client.rpc.Invocation} or
 * {@link io.aerostat.client.value.Arguments} takes everything that the caller sent.
 * {@link io.aerostat.client.rpc.InvocationHandler} describes how results and exceptions are treated.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Procedure {
    /** The URI, or a pattern. */
    String value();

    /** How the URI is compared with the procedure of a call. */
    MatchPolicy match() default MatchPolicy.EXACT;

    /** Which callee is invoked if several sessions register the procedure. */
    InvocationPolicy invoke() default InvocationPolicy.SINGLE;

    /** The largest number of concurrent calls; 0 means no limit. */
    int concurrency() default 0;

    /** Whether invocations run one after the other. */
    boolean inOrder() default true;

    /** Whether the handler requests the identity of its callers. */
    boolean discloseCaller() default false;
}
