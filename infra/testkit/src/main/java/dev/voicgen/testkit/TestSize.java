package dev.voicgen.testkit;

/** How often a test repeats what it does: some times in a usual run, many times in a long one ({@code --long}). */
public final class TestSize {

    private static final String LONG = "voicgen.test.long";

    private TestSize() {}

    /** The system property {@code name} where it is set, and otherwise one of the two. */
    public static int of(String name, int usual, int full) {
        return Integer.getInteger(name, Boolean.getBoolean(LONG) ? full : usual);
    }
}
