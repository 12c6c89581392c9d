package org.mambascope.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.run.Asked;
import org.mambascope.experiment.run.Run;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.look.Theme;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@ExtendWith(ApplicationExtension.class)
class RunTableTest {
    private final CompareViewModel compare;
    private final Runs runs;
    private RunTable table;

    RunTableTest(@TempDir Path folder) {
        Session session = Opened.sample(new FakeBackend());
        runs = new Runs(session);
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        QuantiseViewModel quantise =
                new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        quantise.conversion().run();
        compare = new CompareViewModel(session, dialogs, runs, quantise);
    }

    @Start
    void start(Stage stage) {
        table = new RunTable(compare, new SimpleObjectProperty<>(new Style(Theme.LIGHT, 1)));
        stage.setScene(new Scene(table, 900, 300));
        stage.show();
    }

    @Test
    @DisplayName("a chosen run stays chosen when it was measured")
    void keepsSelection(FxRobot robot) {
        robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
        Run before = table.getSelectionModel().getSelectedItem();

        robot.interact(compare.measuring()::accuracy);
        robot.interact(compare.measuring()::time);

        Run after = table.getSelectionModel().getSelectedItem();
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.accuracy()).isPresent();
        assertThat(compare.chosen().numbers().get()).isEqualTo(List.of(before.number()));
        assertThat(compare.chosen().runs().getValue()).containsExactly(after);
    }

    @Test
    @DisplayName("images whose logits are not numbers are counted at the accuracy")
    void countsImagesWithoutNumbers(FxRobot robot) {
        float[] logits = {1, 0, 0, Float.NaN, 0, 0, 0, Float.NaN, 0};
        EvaluationLogits silentOnTwo =
                new EvaluationLogits(new int[] {0, 1, 2}, new int[] {0, 1, 2}, logits, 0, 1);
        robot.interact(
                () ->
                        runs.answered(
                                List.of(Path.of("dataset")),
                                List.of(runs.all().get(1)),
                                List.of(Asked.of(silentOnTwo, silentOnTwo, Optional.empty()))));

        TableCell<?, ?> cell =
                robot.from(table).lookup(".table-cell").queryAllAs(TableCell.class).stream()
                        .filter(each -> each.getText() != null && each.getText().endsWith("‡"))
                        .findFirst()
                        .orElseThrow();

        assertThat(cell.getText()).startsWith("33.3");
        assertThat(cell.getTooltip().getText()).contains("2 of 3 images");
        robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
        assertThat(compare.chosen().facts().getValue())
                .contains(new Fact("Answers that are not numbers", "2 of 3", true));
    }
}
