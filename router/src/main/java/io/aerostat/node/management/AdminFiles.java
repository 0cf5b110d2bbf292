package io.aerostat.node.management;

import io.aerostat.router.observation.AdminPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The files of the admin page, which are resources of the node.
 *
 * @param realm the realm with the management procedures
 */
public record AdminFiles(String realm) implements AdminPage {
    @Override
    public Optional<byte[]> file(String name) {
        try (InputStream resource = AdminFiles.class.getResourceAsStream("/io/aerostat/node/admin/" + name)) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the admin page cannot be read", e);
        }
    }
}
