package dev.voicgen.worker.store;

import java.util.regex.Pattern;

/** The name of a segment's audio: 40 hexadecimal digits made from everything that can be heard in it. */
public record SegmentName(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + ContentName.DIGITS + "}");

    /** @throws IllegalArgumentException where {@code value} has another form; so a path can never be smuggled in */
    public SegmentName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a segment");
        }
    }

    /** The name for audio that depends on {@code parts}, in this order, and on nothing else. */
    public static SegmentName of(String... parts) {
        return new SegmentName(ContentName.of(parts));
    }

    @Override
    public String toString() {
        return value;
    }
}
