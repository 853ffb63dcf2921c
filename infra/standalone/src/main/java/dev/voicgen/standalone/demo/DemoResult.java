package dev.voicgen.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of one article.
 *
 * @param words spoken
 * @param audioSeconds 0 where there is no audio
 * @param timeToReady from the request to the status {@code ready}; null where it never came
 * @param callback what the listener got
 * @param file the MP3 that was saved; null where there is none
 * @param failure in words; null where there was none
 */
record DemoResult(
        String postId,
        int words,
        int audioSeconds,
        Duration timeToReady,
        CallbackState callback,
        Path file,
        String failure) {

    /** Whether a callback came, and whether its signature holds. */
    enum CallbackState {
        VERIFIED,
        FORGED,
        MISSING
    }

    /** What is wrong, in words; empty where the article went the whole way. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (failure != null) {
            faults.add(postId + ": " + failure);
        }
        if (callback != CallbackState.VERIFIED) {
            faults.add(postId + ": the callback is " + callback.name().toLowerCase(Locale.ROOT));
        }
        return faults;
    }
}
