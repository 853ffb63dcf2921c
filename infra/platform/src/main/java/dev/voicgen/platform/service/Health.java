package dev.voicgen.platform.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a service can do its work.
 *
 * @param missing what it cannot work without and does not have
 * @param behind what it does later than it should; it works all the same
 */
public record Health(List<String> missing, List<String> behind) {

    public Health {
        missing = List.copyOf(missing);
        behind = List.copyOf(behind);
    }

    /** Everything is there. */
    public static Health good() {
        return new Health(List.of(), List.of());
    }

    /** This and, where {@code present} is false, {@code what} missing too. */
    public Health require(boolean present, String what) {
        return present ? this : new Health(with(missing, what), behind);
    }

    /** This and, where {@code current} is false, {@code what} behind too. */
    public Health expect(boolean current, String what) {
        return current ? this : new Health(missing, with(behind, what));
    }

    public boolean isGood() {
        return missing.isEmpty();
    }

    private static List<String> with(List<String> known, String what) {
        List<String> more = new ArrayList<>(known);
        more.add(what);
        return more;
    }
}
