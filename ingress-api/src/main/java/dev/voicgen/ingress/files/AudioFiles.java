package dev.voicgen.ingress.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * {@code GET /audio/{name}.mp3}: finished audio from a folder, by range where asked (RFC 9110, 14). A name is the hash of
 * the content, so a file never changes. Written by the server's own asynchronous copier: readers that listen slowly hold
 * no threads.
 */
public final class AudioFiles extends Handler.Wrapper {

    private static final Pattern PATH = Pattern.compile("/audio/(([0-9a-f]{40})\\.mp3)");

    private static final Pattern BYTES = Pattern.compile("\\s*bytes\\s*=", Pattern.CASE_INSENSITIVE);

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Path directory;
    private final ResourceService service = new KeptFiles();

    /** @param directory where the files lie directly, under their names */
    public AudioFiles(Path directory) {
        this.directory = directory;
        service.setAcceptRanges(true);
        service.setEtags(true);
        service.setDirAllowed(false);
        service.setCacheControl("public, max-age=31536000, immutable");
        installBean(service);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Matcher path = PATH.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            return super.handle(request, response, callback);
        }
        letPagesRead(response);
        switch (request.getMethod()) {
            case "GET", "HEAD" ->
                serve(directory.resolve(path.group(1)), "\"" + path.group(2) + "\"", request, response, callback);
            case "OPTIONS" -> {
                response.getHeaders().put(HttpHeader.ALLOW, METHODS);
                response.setStatus(HttpStatus.NO_CONTENT_204);
                callback.succeeded();
            }
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, METHODS);
                Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            }
        }
        return true;
    }

    /**
     * Any page may play a file: a client that knows its name may fetch it, and no credentials are looked at. Players on
     * other hosts need to be told so to draw the audio or to fetch a part of it.
     */
    private static void letPagesRead(Response response) {
        response.getHeaders()
                .put("Access-Control-Allow-Origin", "*")
                .put("Access-Control-Allow-Methods", METHODS)
                .put("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match, If-Modified-Since")
                .put("Access-Control-Expose-Headers", "Accept-Ranges, Content-Length, Content-Range, ETag")
                .put("Access-Control-Max-Age", "86400")
                .put("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private void serve(Path file, String tag, Request request, Response response, Callback callback)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return;
        }
        ByteBufferPool.Sized buffers =
                new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), true, 32 * 1024);
        AudioContent content = new AudioContent(
                new ResourceHttpContent(ResourceFactory.root().newResource(file), "audio/mpeg", buffers), tag);
        service.doGet(new HonestRange(request, tag), response, callback, content);
    }

    /** A file whose tag is made from its name, which is made from its content: a strong tag, as ranges need it. */
    private static final class AudioContent extends HttpContent.Wrapper {

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

    /** Jetty answers 304 as an error, and would tell caches to forget what they have. */
    private static final class KeptFiles extends ResourceService {

        @Override
        protected void writeHttpError(Request request, Response response, Callback callback, int status) {
            if (status == HttpStatus.NOT_MODIFIED_304 && request instanceof HonestRange asked) {
                putHeaders(response);
                response.getHeaders().put(HttpHeader.ETAG, asked.tag);
                response.setStatus(status);
                callback.succeeded();
            } else {
                super.writeHttpError(request, response, callback, status);
            }
        }
    }

    /**
     * Leaves out a range that was asked for on the condition of another content (RFC 9110, 13.1.5), or in another unit than
     * bytes (RFC 9110, 14.2).
     */
    private static final class HonestRange extends Request.Wrapper {

        private final String tag;
        private final HttpFields headers;

        HonestRange(Request request, String tag) {
            super(request);
            this.tag = tag;
            String condition = request.getHeaders().get(HttpHeader.IF_RANGE);
            String range = request.getHeaders().get(HttpHeader.RANGE);
            boolean inBytes = range == null || BYTES.matcher(range).lookingAt();
            this.headers = inBytes && (condition == null || condition.equals(tag))
                    ? request.getHeaders()
                    : HttpFields.build(request.getHeaders()).remove(HttpHeader.RANGE);
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
