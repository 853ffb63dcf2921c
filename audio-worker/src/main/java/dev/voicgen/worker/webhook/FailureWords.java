package dev.voicgen.worker.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Says why no answer came, for the receiver's owner. In our own words: an exception's may tell addresses of our network
 * or the URL with its tokens.
 */
final class FailureWords {

    private FailureWords() {}

    static String of(IOException e, Duration timeout) {
        if (e instanceof RefusedAddress) {
            return e.getMessage();
        }
        if (e instanceof InterruptedIOException) {
            return "no answer within " + timeout.toSeconds() + " s";
        }
        if (e instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "no connection could be made";
        }
        if (e instanceof SSLException) {
            return "no trusted TLS connection could be made";
        }
        return "the connection broke before an answer came";
    }
}
