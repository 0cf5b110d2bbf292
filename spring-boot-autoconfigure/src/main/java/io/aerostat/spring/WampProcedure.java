package io.aerostat.spring;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean that answers the calls of a procedure. The procedure is registered when the session joins, also
 * after a reconnect. The parameters, the result and the exceptions are treated as those of a method with
 * {@link io.aerostat.client.annotation.Procedure}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WampProcedure {
    /** The URI, or a pattern. Placeholders such as {@code ${shop.prefix}} are replaced. */
    String value();

    /** How the URI is compared with the procedure of a call. */
    MatchPolicy match() default MatchPolicy.EXACT;

    /** Which callee is invoked if several sessions register the procedure. */
    InvocationPolicy invoke() default InvocationPolicy.SINGLE;

    /** The largest number of concurrent calls; 0 means no limit. */
    int concurrency() default 0;

    /**
     * Whether invocations run one after another. All procedures of the application with this option share one sequence.
     */
    boolean inOrder() default false;

    /** Whether the method requests the identity of its callers. */
    boolean discloseCaller() default false;
}
