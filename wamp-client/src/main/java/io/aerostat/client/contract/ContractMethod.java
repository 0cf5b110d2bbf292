package io.aerostat.client.contract;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.declared.DeclaredError;
import io.aerostat.client.pubsub.TopicFilter;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;

/** A method of a contract. Immutable; any thread. */
public sealed interface ContractMethod {
    Method method();

    /** Returns the URI or the pattern of the procedure or topic. */
    String uri();

    /** A method that calls a procedure, or answers its calls. */
    record OfProcedure(Method method, String uri, Procedure procedure, ResultType result, List<DeclaredError> errors)
            implements ContractMethod {
        public OfProcedure {
            errors = List.copyOf(errors);
        }

        /** Returns the exception that the method throws for a received error. */
        Throwable thrown(ApplicationError error) {
            return errors.stream()
                    .filter(declared -> declared.uri().equals(error.uri()))
                    .findFirst()
                    .map(declared -> declared.made(error))
                    .orElse(error);
        }
    }

    /** A method that publishes the events of a topic, or is called with them. */
    record OfEvent(Method method, TopicFilter filter, ResultType result) implements ContractMethod {
        @Override
        public String uri() {
            return filter.topic();
        }
    }

    /**
     * A method by which the user of a proxy subscribes; an implementation of the contract is not called.
     *
     * @param event the type of an event
     */
    record OfSubscription(Method method, TopicFilter filter, ResultType result, Type event) implements ContractMethod {
        @Override
        public String uri() {
            return filter.topic();
        }
    }
}
