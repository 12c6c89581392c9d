package org.mambascope.ui;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.mambascope.activation.Measure;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Uses the window as people do, again and again, and prints what memory the process holds: open,
 * analyse, look around, quantise, compare, export, close. Its arguments: weight file, images,
 * images to analyse at most, minutes. To be run with the launcher's options and {@code
 * -Dglass.platform=Headless -Dprism.order=sw}.
 */
public final class MemoryOverTime {
    private static final Duration REST = Duration.ofSeconds(20);

    private final Path folder = Files.createTempDirectory("memory");
    private final Path model;
    private final Path images;
    private final Window window;

    private MemoryOverTime(String[] arguments) throws Exception {
        model = Path.of(arguments[0]);
        images = Path.of(arguments[1]);
        window = onWindow(this::shown);
        onWindow(
                () -> {
                    window.session().sampleSizeProperty().set(Integer.parseInt(arguments[2]));
                    return null;
                });
    }

    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        MemoryOverTime use = new MemoryOverTime(arguments);
        long end = System.nanoTime() + Duration.ofMinutes(Long.parseLong(arguments[3])).toNanos();
        System.out.println("minutes  after                resident MB  heap used MB  heap held MB");
        long start = System.nanoTime();
        while (System.nanoTime() < end) {
            use.round(start);
        }
        Thread.sleep(REST);
        print(start, "rest");
        System.exit(0);
    }

    private Window shown() {
        Stage stage = new Stage();
        Window made =
                new Window(
                        stage,
                        new LocalWorkbench(),
                        new Preferences(folder.resolve("settings.json")),
                        new ChosenFiles().folder(folder));
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
        return made;
    }

    private void round(long start) throws Exception {
        doAndWait(() -> window.open(new LaunchRequest(Optional.of(model), List.of(images))));
        print(start, "analysed");
        for (Measure measure : Measure.values()) {
            doAndWait(() -> window.session().selection().measureProperty().set(measure));
        }
        doAndWait(() -> window.session().selection().sourceProperty().set(ObservedSource.WEIGHTS));
        doAndWait(
                () ->
                        window.session()
                                .selection()
                                .sourceProperty()
                                .set(ObservedSource.ACTIVATIONS));
        doAndWait(() -> window.session().selection().scopeProperty().set(ImageScope.OVERLAY));
        print(start, "overlaid");
        doAndWait(() -> window.session().selection().scopeProperty().set(ImageScope.AVERAGE));
        doAndWait(() -> window.view().workspaces().choose("quantise"));
        doAndWait(() -> window.view().actions().get("method.rtn").run());
        doAndWait(() -> window.view().actions().get("quantise.run").run());
        print(start, "quantised");
        doAndWait(() -> window.view().workspaces().choose("compare"));
        doAndWait(() -> window.session().files().report(folder.resolve("report.html")));
        doAndWait(() -> window.session().files().save(folder.resolve("a.mambascope"), () -> {}));
        doAndWait(() -> window.view().workspaces().choose("observe"));
        doAndWait(() -> window.session().images().clear());
        print(start, "images closed");
        Thread.sleep(REST);
        print(start, "rest");
    }

    private void doAndWait(Runnable action) throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        onWindow(
                () -> {
                    action.run();
                    window.session().jobs().whenIdle(idle::countDown);
                    return null;
                });
        idle.await();
    }

    private static void print(long start, String after) throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.printf(
                "%7.1f  %-20s %11d  %12d  %12d%n",
                (System.nanoTime() - start) / 60e9,
                after,
                residentKilobytes() / 1024,
                heap.getUsed() >> 20,
                heap.getCommitted() >> 20);
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static <T> T onWindow(Callable<T> action) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(
                () -> {
                    try {
                        done.complete(action.call());
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done.get();
    }
}
