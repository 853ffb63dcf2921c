package dev.voicgen.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sends the log of a whole platform to a file, which never has more than {@value #ALL_MIB} MiB together with its predecessors. The
 * platform's own warnings also go to the terminal, one line each.
 */
public final class LogFile {

    private static final int ALL_MIB = 200;
    private static final FileSize ONE = FileSize.valueOf("20MB");
    private static final int DAYS = 30;

    private static final String FOR_OPERATORS =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} %X{request} - %msg%n";
    private static final String FOR_WHOEVER_STARTED_IT = "%d{HH:mm:ss} %level: %msg%n%nopex";

    private LogFile() {}

    /**
     * @param onTerminalToo whether it is shown as well, with what libraries print; otherwise that is in the file alone
     */
    public static void open(Path file, boolean onTerminalToo) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (!onTerminalToo) {
            root.detachAndStopAllAppenders();
            context.getLogger("dev.voicgen").addAppender(warnings(context, System.err));
            StrayOutput.intoLog();
        }
        root.addAppender(rolling(context, file));
    }

    private static OutputStreamAppender<ILoggingEvent> warnings(LoggerContext context, OutputStream out) {
        OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(Level.WARN.levelStr);
        filter.start();
        console.addFilter(filter);
        prepare(console, context, FOR_WHOEVER_STARTED_IT);
        console.setOutputStream(out);
        console.start();
        return console;
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(ONE);
        policy.setMaxHistory(DAYS);
        policy.setTotalSizeCap(FileSize.valueOf(ALL_MIB + "MB"));
        policy.start();
        appender.setRollingPolicy(policy);
        prepare(appender, context, FOR_OPERATORS);
        appender.start();
        return appender;
    }

    private static void prepare(OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
    }

    /** Writes to the log what libraries print. The speech engine, for example, prints to standard output. */
    private static final class StrayOutput extends OutputStream {

        private static final org.slf4j.Logger log = LoggerFactory.getLogger(StrayOutput.class);

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private StrayOutput() {}

        /** From now on. Code that writes to the terminal must have taken the streams before. */
        static void intoLog() {
            System.setOut(new PrintStream(new StrayOutput(), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new StrayOutput(), true, StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String printed = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (!printed.isEmpty()) {
                log.info("{}", printed);
            }
        }
    }
}
