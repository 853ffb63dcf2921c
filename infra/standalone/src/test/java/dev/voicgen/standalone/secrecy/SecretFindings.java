package dev.voicgen.standalone.secrecy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Where which needle was found. Thread-safe. */
public final class SecretFindings {

    private final Needles needles;
    private final Map<String, Set<String>> placesByNeedle = new ConcurrentSkipListMap<>();

    public SecretFindings(Needles needles) {
        this.needles = needles;
    }

    public void look(String place, String text) {
        needles.in(text).forEach(name -> add(name, place));
    }

    public void look(String place, byte[] bytes) {
        if (bytes != null) {
            needles.in(bytes).forEach(name -> add(name, place));
        }
    }

    /** The places by the name of what is there. */
    public Map<String, Set<String>> placesByNeedle() {
        return placesByNeedle;
    }

    private void add(String name, String place) {
        placesByNeedle
                .computeIfAbsent(name, none -> new ConcurrentSkipListSet<>())
                .add(place);
    }
}
