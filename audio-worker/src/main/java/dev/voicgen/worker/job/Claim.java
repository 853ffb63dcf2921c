package dev.voicgen.worker.job;

/** What a worker may do about a job that the log has given it. */
sealed interface Claim {

    /** Work on it, as attempt {@code attempt}, counted from 1. */
    record Claimed(int attempt) implements Claim {}

    /** Nothing: the post has a newer job, or has been deleted. */
    record Superseded() implements Claim {}

    /** Nothing: it has ended already. */
    record Ended() implements Claim {}
}
