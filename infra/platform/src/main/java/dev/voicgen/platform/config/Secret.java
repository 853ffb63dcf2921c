package dev.voicgen.platform.config;

/** A value that must not be seen: {@link #toString} hides it. */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return reveal.isEmpty() ? "(none)" : "(secret)";
    }
}
