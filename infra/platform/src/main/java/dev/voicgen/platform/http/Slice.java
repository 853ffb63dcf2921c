package dev.voicgen.platform.http;

/**
 * Which part of a list is asked for.
 *
 * @param before only rows with lower ids; lists run from the newest to the oldest
 * @param limit rows at most
 */
public record Slice(long before, int limit) {

    /** The newest rows. */
    public static Slice newest(int limit) {
        return new Slice(Long.MAX_VALUE, limit);
    }
}
