package dev.voicgen.worker.quality;

/** Whether audio may be published. */
public sealed interface Judgement {

    record Accepted() implements Judgement {}

    /** {@code code} for programs, {@code reason} for people. */
    record Rejected(String code, String reason) implements Judgement {}
}
