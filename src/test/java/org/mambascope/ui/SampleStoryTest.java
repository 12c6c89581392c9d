package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The whole path with nothing invented: the sample model, real pictures, real statistics. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class SampleStoryTest {
    @TempDir Path folder;

    private Window window;

    @Start
    void start(Stage stage) {
        window =
                new Window(
                        stage,
                        new LocalWorkbench(),
                        new Preferences(folder.resolve("settings.json")),
                        new ChosenFiles().folder(folder));
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    @Test
    void theSampleOpensAnalysedAndItsNumbersAreSaved(FxRobot robot) throws Exception {
        openSample(robot);

        assertThat(text(robot, "#model-name")).isEqualTo("vim-fmnist");
        assertThat(robot.lookup("#block-map .cell").queryAllAs(Label.class)).hasSize(48);
        assertThat(text(robot, "#finding")).contains("out_proj has the longest tail");
        assertThat(text(robot, "#picture-caption")).contains("Predicted: T-shirt");

        robot.clickOn("#cell-x_proj-3").clickOn("#tokens-channels-save").clickOn("Numbers as CSV");
        WaitForAsyncUtils.waitForFxEvents();
        Path numbers = folder.resolve("layers-3-mixer-x-proj-input-tokens-channels.csv");
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> Files.exists(numbers));

        assertThat(Files.readAllLines(numbers))
                .startsWith("token,channel,mean |activation|")
                .hasSize(1 + 65 * 128);
    }

    @Test
    void aResearcherFindsTheWorstBlockAndSavesItsFigure(FxRobot robot) throws Exception {
        openSample(robot);
        double worst = -1;
        Label cell = null;
        for (Label candidate : robot.lookup("#block-map .cell").queryAllAs(Label.class)) {
            double kurtosis = Double.parseDouble(candidate.getText().replace(",", ""));
            if (kurtosis > worst) {
                worst = kurtosis;
                cell = candidate;
            }
        }
        String[] place = cell.getId().split("-");
        assertThat(text(robot, "#finding"))
                .startsWith("Block %s's %s has the longest tail".formatted(place[2], place[1]));

        robot.clickOn(cell).clickOn("#long-tail-save").clickOn("SVG");
        Path figure =
                folder.resolve(
                        "layers-%s-mixer-%s-input-long-tail.svg"
                                .formatted(place[2], place[1].replace('_', '-')));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> Files.exists(figure));

        assertThat(Files.readString(figure))
                .startsWith("<?xml")
                .contains("vim-fmnist", "block " + place[2], place[1]);
    }

    private void openSample(FxRobot robot) throws Exception {
        robot.interact(
                () -> {
                    window.session().sampleSizeProperty().set(8);
                    window.open(
                            new LaunchRequest(
                                    Optional.of(Path.of("sample-models/vim-fmnist.safetensors")),
                                    List.of(Path.of("sample-images/fashion-mnist/pictures"))));
                });
        WaitForAsyncUtils.waitFor(
                120,
                TimeUnit.SECONDS,
                () -> text(robot, "#status").startsWith("Analysed 8 images"));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }
}
