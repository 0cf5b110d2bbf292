package io.aerostat.spring.client;

import io.aerostat.client.ClientBuilder;
import io.aerostat.client.connection.TlsManagers;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.failure.Mistakes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Takes the certificates and keys of the client from an SSL bundle. */
public final class SslBundleCustomizer implements WampClientCustomizer {
    private static final String PROPERTY = "aerostat.client.ssl.bundle";

    private final ClientProperties.Ssl properties;
    private final ObjectProvider<SslBundles> bundles;

    /** Creates a customizer that looks the bundle up at each start, so that renewed certificates are used. */
    public SslBundleCustomizer(ClientProperties properties, ObjectProvider<SslBundles> bundles) {
        this.properties = properties.ssl();
        this.bundles = bundles;
    }

    @Override
    public void customize(ClientBuilder client) {
        TlsOptions options = TlsOptions.DEFAULT;
        String name = properties.bundle();
        if (name != null) {
            options = options.managers(managers(bundle(name)));
        }
        client.tls(properties.verifyHostName() ? options : options.ignoringHostName());
    }

    private SslBundle bundle(String name) {
        try {
            return bundles.getObject().getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw Mistakes.unusable(PROPERTY, e);
        }
    }

    private static TlsManagers managers(SslBundle bundle) {
        try {
            return new TlsManagers(
                    bundle.getManagers().getKeyManagerFactory(),
                    bundle.getManagers().getTrustManagerFactory(),
                    listed(bundle.getOptions().getCiphers()),
                    listed(bundle.getOptions().getEnabledProtocols()));
        } catch (IllegalStateException e) {
            throw Mistakes.unusable(PROPERTY, e);
        }
    }

    private static List<String> listed(String @Nullable [] names) {
        return names == null ? List.of() : List.of(names);
    }
}
