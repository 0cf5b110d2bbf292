package io.aerostat.command.connection;

import io.aerostat.command.line.CommandFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that say where and how a command joins. A profile supplies the options that are missing. If the URL is
 * still missing, the environment supplies it.
 */
final class ConnectionOptions {
    private static final String URL_VARIABLE = "AEROSTAT_URL";
    private static final String URL_OF_NODE = "A router that has the management procedures in the realm that --realm"
            + " names. Without this option, --profile and --profile-file: the node whose socket or configuration file"
            + " the options name.";
    private static final String PROFILE_VARIABLE = "AEROSTAT_PROFILE";

    private static final Set<Setting> SECRETS = EnumSet.of(Setting.SECRET_FILE, Setting.SECRET_ENV, Setting.SECRET);

    private final Map<Setting, OptionSpec> options = new EnumMap<>(Setting.class);
    private final OptionSpec profile = OptionSpec.builder("--profile")
            .type(String.class)
            .paramLabel("NAME")
            .description("A profile of the profile file. Default: the environment variable AEROSTAT_PROFILE, then the"
                    + " file's default.")
            .build();
    private final OptionSpec profileFile = OptionSpec.builder("--profile-file")
            .type(Path.class)
            .paramLabel("FILE")
            .description("The file of profiles. Default: ~/.config/aerostat/profiles.json.")
            .build();
    private final Function<String, @Nullable String> environment;

    /** @param isForNode whether the command joins the local node, unless the user names a router */
    ConnectionOptions(boolean isForNode) {
        this(isForNode, System::getenv);
    }

    ConnectionOptions(boolean isForNode, Function<String, @Nullable String> environment) {
        this.environment = environment;
        for (Setting setting : Setting.values()) {
            OptionSpec.Builder option = OptionSpec.builder(setting.option())
                    .description(isForNode && setting == Setting.URL ? URL_OF_NODE : setting.description());
            switch (setting.form()) {
                case FLAG -> option.type(boolean.class).arity("0");
                case TEXT -> option.type(String.class).paramLabel(setting.label());
                case LIST ->
                    option.type(List.class).auxiliaryTypes(String.class).paramLabel(setting.label());
            }
            options.put(setting, option.build());
        }
    }

    /** Adds the options to a command. */
    public void addTo(CommandSpec spec) {
        options.values().forEach(spec::addOption);
        spec.addOption(profile).addOption(profileFile);
    }

    /**
     * Returns the settings with which to join.
     *
     * @param err receives warnings
     */
    public ConnectionSettings settings(PrintWriter err) throws CommandFailure {
        Map<Setting, List<String>> settings = new EnumMap<>(Setting.class);
        variable(URL_VARIABLE).ifPresent(url -> settings.put(Setting.URL, List.of(url)));
        settings.putAll(ofProfile(err));
        if (SECRETS.stream().anyMatch(secret -> given(options.get(secret)).isPresent())) {
            // A secret on the command line replaces every secret of the profile, even if the forms differ.
            settings.keySet().removeAll(SECRETS);
        }
        options.forEach((setting, option) -> given(option).ifPresent(values -> settings.put(setting, values)));
        if (given(options.get(Setting.SECRET)).isPresent()) {
            err.println("warning: other users of this machine can see --secret (expected --secret-file or"
                    + " --secret-env)");
        }
        return new ConnectionSettings(settings, environment, err);
    }

    /** Checks whether the command line names a router, by its URL, by a profile or by a file of profiles. */
    boolean isRouterNamed() {
        return given(options.get(Setting.URL)).isPresent()
                || given(profile).isPresent()
                || given(profileFile).isPresent();
    }

    /**
     * Returns the settings with which to join a realm of the local node. Profiles and environment variables have no
     * effect.
     *
     * @param err receives warnings
     */
    ConnectionSettings ofNode(String url, String realm, PrintWriter err) {
        Map<Setting, List<String>> settings = new EnumMap<>(Setting.class);
        options.forEach((setting, option) -> given(option).ifPresent(values -> settings.put(setting, values)));
        settings.put(Setting.URL, List.of(url));
        settings.put(Setting.REALM, List.of(realm));
        return new ConnectionSettings(settings, environment, err);
    }

    private Map<Setting, List<String>> ofProfile(PrintWriter err) throws CommandFailure {
        @Nullable Path named = profileFile.getValue();
        @Nullable String given = profile.getValue();
        Optional<String> profileName = Optional.ofNullable(given).or(() -> variable(PROFILE_VARIABLE));
        Path file = named == null ? defaultFile() : named;
        return ProfileFile.read(file, named != null || profileName.isPresent(), err)
                .settings(profileName);
    }

    private Path defaultFile() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                .resolve("aerostat")
                .resolve("profiles.json");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<List<String>> given(@Nullable OptionSpec option) {
        @Nullable Object value = option == null ? null : option.getValue();
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(text -> texts.add(String.valueOf(text)));
            return Optional.of(texts);
        }
        if (value instanceof Boolean flag) {
            return flag ? Optional.of(List.of("true")) : Optional.empty();
        }
        return Optional.ofNullable(value).map(text -> List.of(text.toString()));
    }
}
