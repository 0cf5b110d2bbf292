package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.cluster.LocalRealm;
import io.aerostat.router.cluster.NodeAnswers;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceProcedure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the meta procedures in which every node must take part: asks the other nodes, and answers their questions. Any
 * thread.
 */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private final SharedRealm realm;
    private final Duration patience;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentMap<Long, Question> open = new ConcurrentHashMap<>();

    /** @param patience how long to wait for the answers of the other nodes */
    Questions(SharedRealm realm, Duration patience) {
        this.realm = realm;
        this.patience = patience;
    }

    CompletionStage<NodeAnswers> ask(String procedure, ServiceCaller caller, PayloadValues arguments) {
        Payload payload = RouterPayload.of(arguments);
        long id = lastId.incrementAndGet();
        Question question = new Question(procedure);
        List<RemoteNode> asked = new ArrayList<>();
        realm.nodes().forEach(asked::add);
        question.awaited.addAll(asked);
        open.put(id, question);
        for (RemoteNode node : asked) {
            RecordWriter head = RecordWriter.begin(RecordType.QUESTION, realm.number())
                    .number(id)
                    .text(procedure)
                    .number(caller.session())
                    .text(caller.authid())
                    .text(caller.authrole());
            if (node.send(head.form(payload), payload) != SendOutcome.ACCEPTED) {
                question.answered(node, null);
            }
        }
        realm.node().flush();
        question.answers.whenComplete((answers, failure) -> open.remove(id));
        question.completeIfAll();
        if (!question.answers.isDone()) {
            ScheduledFuture<?> deadline =
                    realm.local().loop().schedule(question::complete, patience.toMillis(), TimeUnit.MILLISECONDS);
            question.answers.whenComplete((answers, failure) -> deadline.cancel(false));
        }
        return question.answers;
    }

    /** Answers a question of another node. Called on the thread of the lane. */
    void asked(RemoteNode by, RecordReader in) throws MalformedRecordException {
        long id = in.number();
        String name = in.text();
        ServiceCaller caller = new ServiceCaller(in.number(), in.text(), in.text());
        Payload arguments = in.payload(false);
        LocalRealm local = realm.local();
        ServiceProcedure procedure = local.procedures().get(name);
        if (procedure == null) {
            reply(by, id, null);
            return;
        }
        local.loop().execute(() -> {
            CompletionStage<PayloadValues> answer;
            try {
                answer = procedure.call(
                        caller, Serializers.of(Serialization.CBOR).values(arguments));
            } catch (RuntimeException e) {
                answer = CompletableFuture.failedFuture(e);
            }
            answer.whenComplete((values, failure) -> reply(by, id, failure == null ? values : null));
        });
    }

    private void reply(RemoteNode to, long id, @Nullable PayloadValues values) {
        Payload payload = values == null ? Payload.EMPTY : RouterPayload.of(values);
        if (send(to, id, values != null, payload) == SendOutcome.TOO_LARGE) {
            // Without a reply, the asking node would wait until its deadline.
            LOG.warn(
                    "cluster: an answer to another node is too large for the link realm={} node={} bytes={}",
                    realm.name(),
                    to,
                    payload.size());
            send(to, id, false, Payload.EMPTY);
        }
        to.flush();
    }

    private SendOutcome send(RemoteNode to, long id, boolean succeeded, Payload payload) {
        RecordWriter head = RecordWriter.begin(RecordType.REPLY, realm.number())
                .number(id)
                .number(succeeded ? 1 : 0)
                .form(payload);
        return to.send(head, payload);
    }

    /** Handles another node's answer. Called on the thread of the lane. */
    void replied(RemoteNode by, RecordReader in) throws MalformedRecordException {
        Question question = open.get(in.number());
        boolean succeeded = in.integer() != 0;
        Payload payload = in.payload(false);
        if (question != null) {
            question.answered(by, succeeded ? Serializers.of(Serialization.CBOR).values(payload) : null);
            question.completeIfAll();
        }
    }

    /** Stops waiting for a node, because its link is down. */
    void lost(RemoteNode node) {
        for (Question question : open.values()) {
            question.answered(node, null);
            question.completeIfAll();
        }
    }

    /** A question to several nodes. Synchronized, because the answers arrive on several threads. */
    private static final class Question {
        private final String procedure;
        private final CompletableFuture<NodeAnswers> answers = new CompletableFuture<>();
        private final Set<RemoteNode> awaited = new HashSet<>();
        private final List<PayloadValues> given = new ArrayList<>();

        private Question(String procedure) {
            this.procedure = procedure;
        }

        private synchronized void answered(RemoteNode by, @Nullable PayloadValues values) {
            if (awaited.remove(by) && values != null) {
                given.add(values);
            }
        }

        private void completeIfAll() {
            boolean all;
            synchronized (this) {
                all = awaited.isEmpty();
            }
            if (all) {
                complete();
            }
        }

        private void complete() {
            NodeAnswers result;
            List<RemoteNode> silent;
            synchronized (this) {
                silent = List.copyOf(awaited);
                result = new NodeAnswers(given, silent.size());
            }
            if (answers.complete(result) && !silent.isEmpty()) {
                LOG.warn("cluster: nodes did not answer a question in time procedure={} nodes={}", procedure, silent);
            }
        }
    }
}
