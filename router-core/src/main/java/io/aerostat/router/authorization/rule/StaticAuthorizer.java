package io.aerostat.router.authorization.rule;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.PermittedPayloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the permissions of a role (AZN-7). The most specific rule that covers the request decides: an exact rule,
 * else a wildcard rule (the one with the most literal components first), else the rule with the longest prefix. Without
 * a rule, the request is refused. A request for a pattern needs a rule that covers all URIs of the pattern (AZN-6), and
 * is also refused if another rule matches some of these URIs without allowing the action. If two rules have the same
 * URI and match policy, the later rule replaces the earlier one, as in Crossbar.io.
 */
final class StaticAuthorizer implements Authorizer {
    private final Map<String, Rule> exact = new HashMap<>();
    private final Map<String, Rule> prefixes = new HashMap<>();
    /** The lengths of the prefix rules, longest first. */
    private final int[] prefixLengths;

    private final List<Rule> wildcards;
    private final List<Rule> all;

    /** Makes an authorizer from the permissions of a role. */
    public StaticAuthorizer(List<Permission> permissions) {
        Map<String, Rule> byWildcard = new HashMap<>();
        for (Permission permission : permissions) {
            Map<String, Rule> rules = switch (permission.match()) {
                case EXACT -> exact;
                case PREFIX -> prefixes;
                case WILDCARD -> byWildcard;
            };
            rules.put(permission.uri(), new Rule(permission));
        }
        prefixLengths = prefixes.keySet().stream()
                .mapToInt(String::length)
                .map(length -> -length)
                .distinct()
                .sorted()
                .map(length -> -length)
                .toArray();
        List<Rule> sorted = new ArrayList<>(byWildcard.values());
        sorted.sort(StaticAuthorizer::byPrecedence);
        wildcards = List.copyOf(sorted);
        all = new ArrayList<>(exact.values());
        all.addAll(wildcards);
        all.addAll(prefixes.values());
    }

    // Do not use Comparator.comparing: its lambdas are serializable, and the JVM does not keep serializable lambdas in
    // an ahead-of-time cache.
    private static int byPrecedence(Rule one, Rule other) {
        int literals = Integer.compare(other.literals(), one.literals());
        return literals != 0 ? literals : one.pattern.uri().compareTo(other.pattern.uri());
    }

    @Override
    public Decision authorize(AuthorizationRequest request) {
        Rule rule = request.match() == MatchPolicy.EXACT ? mostSpecific(request.uri()) : ofPattern(request);
        Decision decision = rule == null || !rule.reaches(request) ? null : rule.allowed.get(request.action());
        return decision == null ? Denials.notAuthorized(request) : decision;
    }

    private @Nullable Rule mostSpecific(String uri) {
        Rule rule = exact.get(uri);
        if (rule != null) {
            return rule;
        }
        if (!wildcards.isEmpty()) {
            UriPattern asked = new UriPattern(uri, MatchPolicy.EXACT);
            for (Rule wildcard : wildcards) {
                if (wildcard.pattern.covers(asked)) {
                    return wildcard;
                }
            }
        }
        for (int length : prefixLengths) {
            if (length <= uri.length()) {
                rule = prefixes.get(uri.substring(0, length));
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }

    private @Nullable Rule ofPattern(AuthorizationRequest request) {
        UriPattern asked = new UriPattern(request.uri(), request.match());
        Rule covering = null;
        for (Rule rule : all) {
            if (!rule.pattern.covers(asked)) {
                if (rule.pattern.intersects(asked) && !rule.allowed.containsKey(request.action())) {
                    return null;
                }
            } else if (covering == null
                    || rule.pattern.uri().length() > covering.pattern.uri().length()) {
                covering = rule;
            }
        }
        return covering;
    }

    /** A permission with its precomputed decisions. */
    private static final class Rule {
        final UriPattern pattern;
        final Map<Action, Allowed> allowed = new EnumMap<>(Action.class);

        Rule(Permission permission) {
            pattern = new UriPattern(permission.uri(), permission.match());
            for (Action action : permission.allow()) {
                allowed.put(action, new Allowed(permit(permission, action)));
            }
        }

        private static Permit permit(Permission permission, Action action) {
            boolean disclose = switch (action) {
                case CALL -> permission.discloseCaller();
                case PUBLISH -> permission.disclosePublisher();
                case REGISTER, SUBSCRIBE -> false;
            };
            int trustlevel = permission.trustlevel();
            PermittedPayloads payloads = permission.payloads();
            return disclose || trustlevel >= 0 || !payloads.equals(PermittedPayloads.ANY)
                    ? new Permit(disclose, trustlevel, payloads)
                    : Permit.PLAIN;
        }

        /**
         * Checks whether the rule applies to the procedure. A guarded procedure, which can harm other sessions or the
         * node, needs a rule that names the procedure's namespace (META-2).
         */
        boolean reaches(AuthorizationRequest request) {
            return !GuardedProcedures.isGuarded(request) || GuardedProcedures.isNamedBy(pattern.uri());
        }

        int literals() {
            return (int) List.of(pattern.uri().split("\\.", -1)).stream()
                    .filter(component -> !component.isEmpty())
                    .count();
        }
    }
}
