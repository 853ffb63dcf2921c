package dev.voicgen.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a service's settings from its environment. Every reader answers with something usable even where the value is
 * bad, and notes the fault; {@link #check} then reports all faults at once. For one thread.
 */
public final class Settings {

    private final Map<String, String> values;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads a whole configuration and checks it. */
    public static <C> C read(Map<String, String> values, Function<Settings, C> reader) {
        Settings settings = new Settings(values);
        C config = reader.apply(settings);
        settings.check();
        return config;
    }

    /** A setting that has no sensible default. */
    public String required(String name) {
        return parse(name, "", text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("must be set");
            }
            return text;
        });
    }

    public String text(String name, String byDefault) {
        return parse(name, byDefault, text -> text);
    }

    public Secret secret(String name, String byDefault) {
        return new Secret(text(name, byDefault));
    }

    /**
     * What is set under names that begin with {@code prefix}.
     *
     * @param naming makes the key of the rest of the name; throws IllegalArgumentException where there is none
     */
    public Map<String, Secret> secrets(String prefix, UnaryOperator<String> naming) {
        Map<String, Secret> found = new HashMap<>();
        for (String name : new TreeSet<>(values.keySet())) {
            if (name.startsWith(prefix) && !values.get(name).isBlank()) {
                parse(name, "", text -> found.put(naming.apply(name.substring(prefix.length())), new Secret(text)));
            }
        }
        return found;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean byDefault) {
        return parse(name, String.valueOf(byDefault), text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** A whole number from {@code min} to {@code max}. */
    public int number(String name, int byDefault, int min, int max) {
        return parse(name, String.valueOf(byDefault), text -> {
            int number = wholeNumber(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException("must be from " + min + " to " + max);
            }
            return number;
        });
    }

    /** A TCP port; 0 takes any free one. */
    public int port(String name, int byDefault) {
        return number(name, byDefault, 0, 65_535);
    }

    /** A duration as ISO-8601 writes it, such as {@code PT2S}. */
    public Duration duration(String name, Duration byDefault) {
        return parse(name, byDefault.toString(), Settings::isoDuration);
    }

    /** One or more durations with commas between them, none negative. */
    public List<Duration> durations(String name, List<Duration> byDefault) {
        String joined = byDefault.stream().map(Duration::toString).collect(Collectors.joining(","));
        return parse(name, joined, text -> {
            List<Duration> durations = Stream.of(text.split(",", -1))
                    .map(part -> isoDuration(part.strip()))
                    .toList();
            if (durations.stream().anyMatch(Duration::isNegative)) {
                throw new IllegalArgumentException("must not have a negative duration");
            }
            return durations;
        });
    }

    /** Any number of entries with commas between them; {@code parser} throws {@link IllegalArgumentException} for a bad one. */
    public <T> List<T> list(String name, Function<String, T> parser) {
        return parse(
                name,
                "",
                text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .map(parser)
                        .toList());
    }

    public Path path(String name, String byDefault) {
        return parse(name, byDefault, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must be a path", e);
            }
        });
    }

    /** An absolute http or https URL without a trailing slash. */
    public URI url(String name, String byDefault) {
        return parse(name, byDefault, Settings::webUrl);
    }

    /** As {@link #url}, or empty where it is not set. */
    public Optional<URI> optionalUrl(String name) {
        return parse(name, "", text -> text.isEmpty() ? Optional.empty() : Optional.of(webUrl(text)));
    }

    /** The names of all settings that were asked for, in that order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** @throws InvalidSettings naming every bad setting, where there is one */
    public void check() {
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
    }

    private <T> T parse(String name, String byDefault, Function<String, T> parser) {
        names.add(name);
        String given = values.getOrDefault(name, "").strip();
        try {
            return parser.apply(given.isEmpty() ? byDefault : given);
        } catch (IllegalArgumentException e) {
            faults.add(name + " " + e.getMessage());
            // Only used until check() throws.
            return given.isEmpty() ? null : parseDefault(byDefault, parser);
        }
    }

    private static <T> T parseDefault(String byDefault, Function<String, T> parser) {
        try {
            return parser.apply(byDefault);
        } catch (IllegalArgumentException noDefault) {
            return null;
        }
    }

    private static Duration isoDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a duration such as PT2S", e);
        }
    }

    private static URI webUrl(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (!Set.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
                throw new IllegalArgumentException("must be an http or https URL");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL", e);
        }
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number", e);
        }
    }
}
