package org.mambascope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.image.Picture;
import org.mambascope.report.detection.DrawnObject;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.Jobs;
import org.mambascope.workflow.LocalWorkbench;

import java.nio.file.Path;
import java.util.List;

class FoundObjectsViewModelTest {
    private static final Path FOLDER = Path.of("src/test/resources/detection");

    private final Session session =
            new Session(
                    new LocalWorkbench(),
                    problems -> new Jobs(Runnable::run, Runnable::run, problems));
    private final ChosenImageViewModel image =
            new InspectorViewModel(session, new ChosenFiles()).image();

    private void open() {
        session.openModel(FOLDER.resolve("maskrcnn_tiny.safetensors"));
        session.images().open(List.of(FOLDER.resolve("maskrcnn_tiny.png")));
    }

    private long times(String title) {
        return session.jobs().all().stream()
                .filter(job -> job.title().equals(title))
                .filter(job -> job.stateProperty().get() == Job.State.DONE)
                .count();
    }

    @Test
    @DisplayName("objects from a score on are those that mmdetection found, the surest first")
    void objects() {
        open();

        image.objects().score().set(0.95);

        assertThat(session.noticeProperty().get()).isEmpty();
        assertThat(image.objects().objects().getValue())
                .extracting(DrawnObject::words)
                .containsExactly("bird 1.00", "bird 0.99", "cat 0.98", "cat 0.97", "cat 0.97");
        assertThat(image.caption().getValue()).isEqualTo("maskrcnn_tiny.png\nObjects found: 5");
    }

    @Test
    @DisplayName("they are drawn over the image as the network sees it, and gone with it")
    void drawing() {
        open();

        Picture drawn = image.image().getValue().orElseThrow();
        session.images().clear();

        assertThat(drawn.width()).isEqualTo(384);
        assertThat(drawn.height()).isEqualTo(Math.round(384 * 128 / 160f));
        assertThat(image.image().getValue()).isEmpty();
        assertThat(image.objects().objects().getValue()).isEmpty();
    }

    @Test
    @DisplayName("the model is asked about an image once, whatever the score")
    void askedOnce() {
        open();

        image.objects().score().set(0.5);
        image.objects().score().set(1);

        assertThat(times("Finding objects in maskrcnn_tiny.png")).isEqualTo(1);
        assertThat(image.objects().objects().getValue()).isEmpty();
    }

    @Test
    @DisplayName("a classifier is not asked for objects")
    void classifier() {
        Session classifying = Opened.sample(new FakeBackend());
        ChosenImageViewModel chosen =
                new InspectorViewModel(classifying, new ChosenFiles()).image();

        assertThat(chosen.objects().present().getValue()).isFalse();
        assertThat(chosen.caption().getValue()).isEqualTo("0.png\nPredicted: a");
    }
}
