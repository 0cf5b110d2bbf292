package io.aerostat.node.config;

import java.util.List;

/**
 * How clients of a transport authenticate.
 *
 * @param methods each of another {@link AuthenticationMethod#name()}
 */
public record Authentication(List<AuthenticationMethod> methods) {
    public Authentication {
        methods = List.copyOf(methods);
    }
}
