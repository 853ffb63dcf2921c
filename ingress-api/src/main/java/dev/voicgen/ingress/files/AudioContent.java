package dev.voicgen.ingress.files;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.content.HttpContent;

/** A file with a tag made from its name, which is made from its content: a strong one, as ranges need it. */
final class AudioContent extends HttpContent.Wrapper {

    private final HttpField tag;

    AudioContent(HttpContent file, String tag) {
        super(file);
        this.tag = new HttpField(HttpHeader.ETAG, tag);
    }

    @Override
    public HttpField getETag() {
        return tag;
    }
}
