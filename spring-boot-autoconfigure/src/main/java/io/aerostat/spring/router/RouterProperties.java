package io.aerostat.spring.router;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the embedded router.
 *
 * @param enabled Whether a router runs in this application.
 * @param realm Name of the realm.
 * @param address Address of the network interface on which the router listens for WebSocket.
 * @param port Port on which the router listens, 0 for a free one; without a port, only this application joins.
 * @param roles Roles of the realm, by name; clients that connect have the role "anonymous".
 */
@ConfigurationProperties("aerostat.router")
public record RouterProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("realm1") String realm,
        @DefaultValue("127.0.0.1") String address,
        @Nullable Integer port,
        @DefaultValue Map<String, Role> roles) {
    public RouterProperties {
        roles = Map.copyOf(roles);
    }

    /**
     * A role of the realm.
     *
     * @param allowAll Whether the role may do everything.
     * @param permissions What the role may do; everything else is denied.
     */
    public record Role(
            @DefaultValue("false") boolean allowAll,
            @DefaultValue List<Permission> permissions) {
        public Role {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A permission.
     *
     * @param uri URI or pattern to which the permission applies.
     * @param match How the URI is compared.
     * @param allow Allowed actions.
     */
    public record Permission(
            @DefaultValue("") String uri,
            @DefaultValue("exact") MatchPolicy match,
            @DefaultValue Set<Action> allow) {
        public Permission {
            allow = Set.copyOf(allow);
        }
    }
}
