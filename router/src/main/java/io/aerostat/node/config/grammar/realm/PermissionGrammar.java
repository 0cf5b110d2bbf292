package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.realm.ValidationGrammar.Validation;
import io.aerostat.node.config.grammar.value.PermissionPattern;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of a role's permission. */
final class PermissionGrammar {
    private static final int NO_TRUST_LEVEL = -1;
    private static final int HIGHEST_TRUST_LEVEL = 1_000_000;

    private static final Field<String> URI = Field.required(
            "uri",
            text(),
            "The URI, or a pattern. Without `match`, a star at the end means a prefix, "
                    + "and a star between dots means any one component.");

    private static final Field<Optional<MatchPolicy>> MATCH = Field.optional(
            "match",
            choice(MatchPolicy::wire, MatchPolicy.values()),
            "How URIs are compared with `uri`. If this key is set, stars in `uri` have no special meaning.");

    private static final Field<Boolean> CALL = mayDo(Action.CALL);
    private static final Field<Boolean> REGISTER = mayDo(Action.REGISTER);
    private static final Field<Boolean> PUBLISH = mayDo(Action.PUBLISH);
    private static final Field<Boolean> SUBSCRIBE = mayDo(Action.SUBSCRIBE);

    private static final Field<Set<Action>> ALLOW = Field.withDefault(
            "allow",
            ObjectType.named("allowed actions", "The actions that are allowed; all others are denied.")
                    .fields(CALL, REGISTER, PUBLISH, SUBSCRIBE)
                    .into(values -> Arrays.stream(Action.values())
                            .filter(action -> values.get(field(action)))
                            .collect(Collectors.toUnmodifiableSet())),
            "{}",
            "The actions that are allowed on these URIs.");

    private static final Field<Boolean> CALLER =
            Field.withDefault("caller", bool(), "false", "Whether callers are always disclosed to callees.");
    private static final Field<Boolean> PUBLISHER =
            Field.withDefault("publisher", bool(), "false", "Whether publishers are always disclosed to subscribers.");

    private static final Field<Disclose> DISCLOSE = Field.withDefault(
            "disclose",
            ObjectType.named("disclosure", "Whether the identities of callers and publishers are disclosed.")
                    .fields(CALLER, PUBLISHER)
                    .into(values -> new Disclose(values.get(CALLER), values.get(PUBLISHER))),
            "{}",
            "Whether the identities of callers and publishers are disclosed.");

    private static final Field<Boolean> CACHE =
            Field.withDefault("cache", bool(), "false", "Whether the decision is kept for the session.");

    private static final Field<Optional<Integer>> TRUST_LEVEL = Field.optional(
            "trustlevel",
            integer(0, HIGHEST_TRUST_LEVEL),
            "How far callees and subscribers may trust the role's calls and events; 0 is the lowest level. The level "
                    + "is sent to callees and subscribers that have announced the feature.");

    private static final Field<Optional<Validation>> VALIDATE = Field.optional(
            "validate",
            deferred(() -> ValidationGrammar.VALIDATION),
            "The types that payloads must fit, if the realm has an `inventory`. They apply to the requests that this "
                    + "permission allows, and to the answers.");

    /** A permission, and the types that the payloads of its URIs must fit. */
    record Granted(Permission permission, Optional<ValidatedPayloads.Rule> rule) {}

    static final ObjectType<Granted> PERMISSION = ObjectType.named(
                    "permission", "The actions that a role may perform on the URIs of a pattern.")
            .fields(URI, MATCH, ALLOW, DISCLOSE, CACHE, TRUST_LEVEL, VALIDATE)
            .refused("call", "belongs into \"allow\": {\"call\": …}, as of version 2 of the format")
            .refused("register", "belongs into \"allow\": {\"register\": …}, as of version 2 of the format")
            .refused("publish", "belongs into \"allow\": {\"publish\": …}, as of version 2 of the format")
            .refused("subscribe", "belongs into \"allow\": {\"subscribe\": …}, as of version 2 of the format")
            .check(PermissionGrammar::patternIsLegal)
            .into(values -> {
                PermissionPattern pattern = PermissionPattern.of(values.get(URI), values.get(MATCH));
                Disclose disclose = values.get(DISCLOSE);
                Permission permission = new Permission(
                        pattern.uri(),
                        pattern.match(),
                        values.get(ALLOW),
                        disclose.caller,
                        disclose.publisher,
                        values.get(CACHE),
                        values.get(TRUST_LEVEL).orElse(NO_TRUST_LEVEL));
                return new Granted(
                        permission,
                        values.get(VALIDATE)
                                .map(types -> new ValidatedPayloads.Rule(pattern.uri(), pattern.match(), types)));
            });

    private PermissionGrammar() {}

    private static Field<Boolean> mayDo(Action action) {
        return Field.withDefault(action.wire(), bool(), "false", "Whether the role may " + action.wire() + ".");
    }

    private static Field<Boolean> field(Action action) {
        return switch (action) {
            case CALL -> CALL;
            case REGISTER -> REGISTER;
            case PUBLISH -> PUBLISH;
            case SUBSCRIBE -> SUBSCRIBE;
        };
    }

    private static boolean patternIsLegal(LocatedObject permission, Reading reading) {
        Optional<LocatedValue> uri = permission.member("uri");
        Optional<String> text = uri.flatMap(LocatedValue::text);
        if (text.isEmpty()) {
            return true; // an error is already reported: the key is missing or has the wrong type
        }
        Optional<MatchPolicy> match =
                permission.member("match").flatMap(LocatedValue::text).flatMap(MatchPolicy::ofWire);
        PermissionPattern pattern = PermissionPattern.of(text.get(), match);
        if (!pattern.isLegal()) {
            reading.member("uri")
                    .wrong(
                            uri.get(),
                            "a URI pattern for match \"" + pattern.match().wire() + "\"");
            return false;
        }
        if (match.isPresent() && text.get().indexOf('*') >= 0) {
            reading.member("uri")
                    .warning(
                            uri.get().at(),
                            "found " + uri.get().shown()
                                    + " (expected no star: with \"match\" it is a character of the URI and not a "
                                    + "pattern)");
        }
        return true;
    }

    private record Disclose(boolean caller, boolean publisher) {}
}
