package dev.voicgen.standalone.secrecy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that are looked for, each by a name that may be shown. Thread-safe. */
public final class Needles {

    /** A key without its prefix and the start that may be shown is still a secret. */
    private static final int TAIL = 20;

    private final Map<String, Needle> byName = new ConcurrentHashMap<>();

    private record Needle(String tail, String lowerCase, String hex) {

        static Needle of(String text) {
            String tail = text.substring(text.length() - TAIL);
            return new Needle(
                    tail, tail.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(tail.getBytes(US_ASCII)));
        }

        boolean isIn(String text) {
            return text.contains(tail) || text.contains(lowerCase) || text.contains(hex);
        }
    }

    /** @param text in ASCII, of at least 20 characters; answered again */
    public String add(String name, String text) {
        byName.put(name, Needle.of(text));
        return text;
    }

    /** The names of those that are in {@code text} as they are, in small letters or in hexadecimal. */
    Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        byName.forEach((name, needle) -> {
            if (needle.isIn(text)) {
                found.add(name);
            }
        });
        return found;
    }

    /** The names of those whose bytes are in {@code bytes}. */
    Set<String> in(byte[] bytes) {
        return in(new String(bytes, ISO_8859_1));
    }
}
