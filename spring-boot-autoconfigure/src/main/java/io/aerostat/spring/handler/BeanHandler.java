package io.aerostat.spring.handler;

import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import java.util.concurrent.CompletableFuture;

/** A method of a bean that answers the calls of a procedure or receives the events of a topic. Immutable. */
public sealed interface BeanHandler {
    /** Returns the bean and the method, for messages. */
    String where();

    /** Describes the request that binds the method, such as {@code register com.shop.order}. */
    String request();

    /** Registers the procedure, or subscribes to the topic. */
    CompletableFuture<?> bind(Session session);

    /** A method that answers the calls of a procedure. */
    record OfProcedure(String where, ProcedureOffer offer, InvocationHandler handler) implements BeanHandler {
        @Override
        public String request() {
            return "register " + offer.uri();
        }

        @Override
        public CompletableFuture<?> bind(Session session) {
            return session.register(offer, handler);
        }
    }

    /** A method that receives the events of a topic. */
    record OfTopic(String where, TopicFilter filter, EventHandler handler) implements BeanHandler {
        @Override
        public String request() {
            return "subscribe " + filter.topic();
        }

        @Override
        public CompletableFuture<?> bind(Session session) {
            return session.subscribe(filter, handler);
        }
    }
}
