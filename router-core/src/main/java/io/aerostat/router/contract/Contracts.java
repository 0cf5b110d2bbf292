package io.aerostat.router.contract;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.match.PatternIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of a realm. If several contracts match a URI, the same order of precedence as for registrations applies
 * (PBR-4): the exact URI, then the longest prefix, then the best wildcard. Immutable; any thread.
 */
public final class Contracts {
    /** No contracts: the router checks nothing. */
    public static final Contracts NONE = new Contracts(List.of(), List.of());

    private final List<ProcedureContract> procedures;
    private final List<TopicContract> topics;
    private final PatternIndex<ProcedureContract> proceduresByUri = new PatternIndex<>();
    private final PatternIndex<TopicContract> topicsByUri = new PatternIndex<>();
    /** The contracts that are only described. */
    private final @Nullable Contracts unchecked;

    private final boolean checksCalls;
    private final boolean checksResults;
    private final boolean checksEvents;

    /**
     * Creates contracts.
     *
     * @throws IllegalArgumentException if two procedures, or two topics, have the same URI and match policy
     */
    public Contracts(List<ProcedureContract> procedures, List<TopicContract> topics) {
        this(procedures, topics, null);
    }

    private Contracts(List<ProcedureContract> procedures, List<TopicContract> topics, @Nullable Contracts unchecked) {
        this.procedures = List.copyOf(procedures);
        this.topics = List.copyOf(topics);
        this.unchecked = unchecked;
        for (ProcedureContract contract : procedures) {
            checkFirst(proceduresByUri.put(contract.uri(), contract.match(), contract), contract.uri());
        }
        for (TopicContract contract : topics) {
            checkFirst(topicsByUri.put(contract.uri(), contract.match(), contract), contract.uri());
        }
        this.checksCalls =
                procedures.stream().anyMatch(contract -> contract.call().isPresent());
        this.checksResults =
                procedures.stream().anyMatch(contract -> contract.result().isPresent());
        this.checksEvents =
                topics.stream().anyMatch(contract -> contract.event().isPresent());
    }

    private static void checkFirst(@Nullable Object before, String uri) {
        if (before != null) {
            throw new IllegalArgumentException("found two contracts of \"" + uri + "\" (expected one)");
        }
    }

    /**
     * Returns contracts that check as these ones do, and also describe others. If both have a contract of one URI and
     * match policy, that of this object is described.
     */
    public Contracts describing(Contracts others) {
        return new Contracts(
                procedures,
                topics,
                new Contracts(
                        others.procedures().stream()
                                .filter(added -> proceduresByUri.find(added.uri(), added.match()) == null)
                                .toList(),
                        others.topics().stream()
                                .filter(added -> topicsByUri.find(added.uri(), added.match()) == null)
                                .toList()));
    }

    /** Returns the contracts of procedures, also those that are only described. */
    public List<ProcedureContract> procedures() {
        return unchecked == null ? procedures : concat(procedures, unchecked.procedures);
    }

    /** Returns the contracts of topics, also those that are only described. */
    public List<TopicContract> topics() {
        return unchecked == null ? topics : concat(topics, unchecked.topics);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the schema for calls of a procedure, or null if calls are not checked. */
    public @Nullable PayloadSchema ofCall(String procedure) {
        ProcedureContract contract = checksCalls ? proceduresByUri.bestMatch(procedure) : null;
        return contract == null ? null : contract.call().orElse(null);
    }

    /** Checks whether the results of any procedure are checked. */
    public boolean checksResults() {
        return checksResults;
    }

    /** Returns the schema for results of a procedure, or null if results are not checked. */
    public @Nullable PayloadSchema ofResult(String procedure) {
        ProcedureContract contract = checksResults ? proceduresByUri.bestMatch(procedure) : null;
        return contract == null ? null : contract.result().orElse(null);
    }

    /** Returns the schema for publications to a topic, or null if publications are not checked. */
    public @Nullable PayloadSchema ofEvent(String topic) {
        TopicContract contract = checksEvents ? topicsByUri.bestMatch(topic) : null;
        return contract == null ? null : contract.event().orElse(null);
    }

    /**
     * Returns the contracts of a URI: {@code {"procedure": {"uri", "match", "call", "result", …}, "topic": {"uri",
     * "match", "event", …}}}, or one of the two; empty if the URI has no contract. A contract that is only described
     * appears if no other contract applies.
     *
     * @param match the match policy of the contract itself, or null for the contracts that apply to this URI
     */
    public Map<String, Map<String, @Nullable Object>> describe(String uri, @Nullable MatchPolicy match) {
        ProcedureContract procedure = match == null ? proceduresByUri.bestMatch(uri) : proceduresByUri.find(uri, match);
        TopicContract topic = match == null ? topicsByUri.bestMatch(uri) : topicsByUri.find(uri, match);
        Map<String, Map<String, @Nullable Object>> described = new LinkedHashMap<>();
        if (procedure != null) {
            described.put("procedure", described(procedure.uri(), procedure.match(), procedure.description()));
        }
        if (topic != null) {
            described.put("topic", described(topic.uri(), topic.match(), topic.description()));
        }
        if (unchecked != null) {
            unchecked.describe(uri, match).forEach(described::putIfAbsent);
        }
        return described;
    }

    private static Map<String, @Nullable Object> described(
            String uri, MatchPolicy match, Map<String, @Nullable Object> description) {
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put("uri", uri);
        described.put("match", match.wire());
        description.forEach(described::putIfAbsent);
        return described;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contracts contracts
                && procedures.equals(contracts.procedures)
                && topics.equals(contracts.topics)
                && Objects.equals(unchecked, contracts.unchecked);
    }

    @Override
    public int hashCode() {
        return Objects.hash(procedures, topics, unchecked);
    }

    @Override
    public String toString() {
        return "Contracts[" + procedures().size() + " procedures, " + topics().size() + " topics]";
    }
}
