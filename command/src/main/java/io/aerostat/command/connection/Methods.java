package io.aerostat.command.connection;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.Authentications;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Paths;
import io.aerostat.command.line.SecretInput;
import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the authentication method that the settings name. */
final class Methods {
    private static final long LARGEST_KEY = 64 * 1024;

    private final ConnectionSettings settings;

    private Methods(ConnectionSettings settings) {
        this.settings = settings;
    }

    static List<Authentication> of(ConnectionSettings settings) throws CommandFailure {
        String method = settings.text(Setting.AUTHMETHOD).orElse("anonymous");
        try {
            Authentication authentication = new Methods(settings).authentication(method);
            Optional<String> binding = settings.text(Setting.CHANNEL_BINDING);
            return List.of(binding.isPresent() ? Authentications.bound(authentication, binding.get()) : authentication);
        } catch (IllegalArgumentException e) {
            // The message of this exception never holds the secret.
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private Authentication authentication(String method) throws CommandFailure {
        return switch (method) {
            case "anonymous" -> Authentications.anonymous();
            case "ticket" -> Authentications.ticket(authid(method), secret(method));
            case "wampcra" -> Authentications.wampCra(authid(method), secret(method));
            case "wamp-scram" -> Authentications.scram(authid(method), secret(method));
            case "scram" -> Authentications.crossbarScram(authid(method), secret(method));
            case "cryptosign" -> cryptosign();
            case "jwt" -> {
                String token = secret(method);
                yield Authentications.jwt(() -> token);
            }
            // The certificate or the cookie is the proof: the router sends no challenge.
            case "tls", "cookie" ->
                Authentications.answeredBy(method, challenge -> {
                    throw new IllegalStateException("found a challenge for " + method + " (expected WELCOME)");
                });
            default ->
                throw CommandFailure.usage("--authmethod: found \"" + method
                        + "\" (expected anonymous, ticket, wampcra, wamp-scram, scram, cryptosign, jwt, tls or"
                        + " cookie)");
        };
    }

    private Authentication cryptosign() throws CommandFailure {
        Path file = Paths.read(settings.text(Setting.KEY_FILE)
                .orElseThrow(() -> CommandFailure.usage("the key is missing (expected --key-file for cryptosign)")));
        String text = read(file);
        CryptosignKey key =
                text.contains("OPENSSH PRIVATE KEY") ? CryptosignKey.ofOpenSsh(text) : CryptosignKey.ofSeed(text);
        Optional<String> authid = settings.text(Setting.AUTHID);
        return authid.isPresent() ? Authentications.cryptosign(authid.get(), key) : Authentications.cryptosign(key);
    }

    private String authid(String method) throws CommandFailure {
        return settings.text(Setting.AUTHID)
                .orElseThrow(
                        () -> CommandFailure.usage("the authid is missing (expected --authid for " + method + ")"));
    }

    private String secret(String method) throws CommandFailure {
        Optional<String> file = settings.text(Setting.SECRET_FILE);
        if (file.isPresent()) {
            return firstLine(file.get());
        }
        Optional<String> variable = settings.text(Setting.SECRET_ENV);
        if (variable.isPresent()) {
            return settings.variable(variable.get())
                    .orElseThrow(() -> CommandFailure.usage(
                            "--secret-env: the environment variable " + variable.get() + " is not set"));
        }
        return settings.text(Setting.SECRET)
                .orElseThrow(() -> CommandFailure.usage(
                        "the secret is missing (expected --secret-file or --secret-env for " + method + ")"));
    }

    private static String firstLine(String file) throws CommandFailure {
        Optional<String> line;
        if (file.equals("-")) {
            try {
                line = SecretInput.ofProcess().read("secret");
            } catch (IOException e) {
                throw CommandFailure.usage("--secret-file: standard input cannot be read: " + e.getMessage());
            }
        } else {
            line = read(Paths.read(file)).lines().findFirst().filter(first -> !first.isEmpty());
        }
        return line.orElseThrow(() ->
                CommandFailure.usage("--secret-file: the first line of " + file + " is empty (expected the secret)"));
    }

    private static String read(Path file) throws CommandFailure {
        try {
            if (Files.size(file) > LARGEST_KEY) {
                throw CommandFailure.usage(file + ": found more than 64 KiB (expected a secret)");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage(file + ": there is no such file");
        } catch (IOException e) {
            throw CommandFailure.usage(file + ": the file cannot be read: " + e);
        }
    }
}
