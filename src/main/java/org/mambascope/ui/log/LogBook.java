package org.mambascope.ui.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;

/** Keeps the latest {@value #KEPT} entries of the program's log for the user to read. */
public final class LogBook {
    private static final int KEPT = 1_000;
    private static final String PROGRAM = "org.mambascope";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final ObservableList<String> entries = FXCollections.observableArrayList();
    private final ObservableList<String> shown = FXCollections.unmodifiableObservableList(entries);
    private final Appender appender = new Appender();
    private final Executor window;

    /**
     * @param window runs what touches {@link #entries}
     */
    public LogBook(Executor window) {
        this.window = window;
    }

    /** Listens to what the program logs from now on, from the level of information upwards. */
    public void open() {
        if (LoggerFactory.getLogger(PROGRAM) instanceof Logger program) {
            program.setLevel(Level.INFO);
            appender.setContext(program.getLoggerContext());
            appender.start();
            program.addAppender(appender);
        }
    }

    /** Stops listening. */
    public void close() {
        if (LoggerFactory.getLogger(PROGRAM) instanceof Logger program) {
            program.detachAppender(appender);
            appender.stop();
        }
    }

    /** The entries, the oldest first; belongs to the window's thread. */
    public ObservableList<String> entries() {
        return shown;
    }

    private void add(String entry) {
        entries.add(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String text =
                    TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))
                            + "  "
                            + event.getLevel()
                            + "  "
                            + event.getFormattedMessage();
            String cause =
                    event.getThrowableProxy() == null
                            ? ""
                            : System.lineSeparator()
                                    + ThrowableProxyUtil.asString(event.getThrowableProxy());
            window.execute(() -> add(text + cause));
        }
    }
}
