package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.list;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.NamedSchemas;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.RateLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of a realm's role. */
final class RoleGrammar {
    private static final Field<String> NAME = Field.required(
            "name",
            Names.ROLE.checked((name, at) -> {
                if (name.equals(Principal.TRUSTED)) {
                    at.problem("found \"" + name + "\" (expected another name: this one is the router's own)");
                    return Optional.empty();
                }
                return Optional.of(name);
            }),
            "The `authrole` of the sessions.");

    private static final Field<Optional<List<PermissionGrammar.Granted>>> PERMISSIONS = Field.optional(
            "permissions",
            list(PermissionGrammar.PERMISSION),
            "What the role may do. If several permissions match, the most specific one decides. Everything that no "
                    + "permission allows is denied.");

    private static final Field<Optional<String>> AUTHORIZER = Field.optional(
            "authorizer", Names.PROCEDURE, "A procedure that decides instead of `permissions`: a dynamic authorizer.");

    private static final Field<Boolean> ALLOW_BY_DEFAULT = Field.withDefault(
            "allow-by-default",
            bool(),
            "false",
            "Whether all actions are allowed if there are no `permissions` and no `authorizer`. Two exceptions remain: "
                    + "no client may register or publish URIs under `wamp.`, and the meta procedures that end "
                    + "sessions, remove callees or subscribers, or purge data need a permission of their own.");

    static final ObjectType<Configured> ROLE = ObjectType.named("role", "A role and the permissions of its sessions.")
            .fields(
                    Names.label("role"),
                    NAME,
                    PERMISSIONS,
                    AUTHORIZER,
                    ALLOW_BY_DEFAULT,
                    RoleLimitsGrammar.BUDGET,
                    RoleLimitsGrammar.SLOW,
                    RateLimitGrammar.FIELD)
            .check(RoleGrammar::oneWayToDecide)
            .into(values -> new Configured(
                    role(values),
                    RoleLimitsGrammar.outbound(values),
                    values.get(RateLimitGrammar.FIELD),
                    values.get(PERMISSIONS).orElse(List.of())));

    private RoleGrammar() {}

    /**
     * A role, with the limits of its sessions: their outbound queues, and the rate of their requests.
     *
     * @param permissions the permissions of the role, with the types of payloads that they name
     */
    record Configured(
            Role role, OutboundOptions outbound, RateLimits rates, List<PermissionGrammar.Granted> permissions) {
        /** Returns the types of payloads that the permissions of several roles name. */
        static List<ValidatedPayloads.Rule> rules(List<Configured> roles) {
            return roles.stream()
                    .flatMap(role -> role.permissions.stream())
                    .flatMap(granted -> granted.rule().stream())
                    .toList();
        }

        /** Checks whether permissions of the role name types, or its authorizer may name them. */
        boolean mayValidate() {
            return role instanceof Role.WithAuthorizer
                    || permissions.stream().anyMatch(granted -> granted.rule().isPresent());
        }

        /** Returns the role with the payloads that its permissions allow. */
        Role validated(Function<ValidatedPayloads.Rule, PermittedPayloads> payloads, NamedSchemas schemas) {
            if (role instanceof Role.WithAuthorizer dynamic) {
                return new Role.WithAuthorizer(dynamic.name(), dynamic.procedure(), schemas);
            }
            return role instanceof Role.WithPermissions && mayValidate()
                    ? new Role.WithPermissions(
                            role.name(),
                            permissions.stream()
                                    .map(granted -> granted.rule()
                                            .map(payloads)
                                            .map(granted.permission()::withPayloads)
                                            .orElse(granted.permission()))
                                    .toList())
                    : role;
        }
    }

    private static Role role(Values values) {
        String name = values.get(NAME);
        Optional<String> authorizer = values.get(AUTHORIZER);
        if (authorizer.isPresent()) {
            return new Role.WithAuthorizer(name, authorizer.get());
        }
        Optional<List<Permission>> permissions = values.get(PERMISSIONS)
                .map(all ->
                        all.stream().map(PermissionGrammar.Granted::permission).toList());
        return permissions.isEmpty() && values.get(ALLOW_BY_DEFAULT)
                ? new Role.AllowingAll(name)
                : new Role.WithPermissions(name, permissions.orElse(List.of()));
    }

    private static boolean oneWayToDecide(LocatedObject role, Reading reading) {
        boolean both = role.member("permissions").isPresent()
                && role.member("authorizer").isPresent();
        if (both) {
            reading.member("authorizer")
                    .problem(
                            role.member("authorizer").orElseThrow().at(),
                            "found both \"authorizer\" and \"permissions\" (expected one of them)");
        }
        return !both;
    }
}
