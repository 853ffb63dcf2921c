package dev.voicgen.keyadmin.http;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Decides whether a browser's request comes from a page of this server, by the headers that the browser sets itself.
 */
final class SameOrigin {

    private SameOrigin() {}

    /** What the headers say. */
    enum Answer {
        SAME,
        OTHER,
        /** The client is no current browser: all of them send one of the headers with an unsafe request. */
        UNKNOWN
    }

    /** Each argument is a header's value, null where it is missing. */
    static Answer of(String secFetchSite, String origin, String host) {
        if (secFetchSite != null) {
            return "same-origin".equals(secFetchSite) ? Answer.SAME : Answer.OTHER;
        }
        // Over plain http browsers leave Sec-Fetch-Site out.
        if (origin != null) {
            return host != null && host.equalsIgnoreCase(authority(origin)) ? Answer.SAME : Answer.OTHER;
        }
        return Answer.UNKNOWN;
    }

    private static String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException notAnOrigin) {
            return null;
        }
    }
}
