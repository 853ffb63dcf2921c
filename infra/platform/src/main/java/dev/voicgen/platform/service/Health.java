package dev.voicgen.platform.service;

import java.util.ArrayList;
import java.util.List;

/** Whether a service can do its work, and what is missing where it cannot. */
public record Health(List<String> missing) {

    public Health {
        missing = List.copyOf(missing);
    }

    /** Everything is there. */
    public static Health good() {
        return new Health(List.of());
    }

    /** This and, where {@code present} is false, {@code what} missing too. */
    public Health require(boolean present, String what) {
        if (present) {
            return this;
        }
        List<String> more = new ArrayList<>(missing);
        more.add(what);
        return new Health(more);
    }

    public boolean isGood() {
        return missing.isEmpty();
    }
}
