package dev.voicgen.standalone.secrecy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Everything that is logged at any level, and everything printed, from its opening to its close. */
public final class LoggedText implements AutoCloseable {

    private static final String EVERYTHING = "%level %logger %mdc %kvp %msg%n%xEx{full}";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger ours = context.getLogger("dev.voicgen");
    private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level usual = ours.getLevel();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    private LoggedText() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(EVERYTHING);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
    }

    public static LoggedText open() {
        LoggedText text = new LoggedText();
        text.root.addAppender(text.appender);
        text.ours.setLevel(Level.TRACE);
        System.setOut(text.both(text.out));
        System.setErr(text.both(text.err));
        return text;
    }

    public String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        ours.setLevel(usual);
        root.detachAppender(appender);
        appender.stop();
    }

    private PrintStream both(PrintStream usualStream) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        written.write(b);
                        usualStream.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        written.write(bytes, from, length);
                        usualStream.write(bytes, from, length);
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
