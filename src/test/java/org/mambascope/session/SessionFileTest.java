package org.mambascope.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.activation.Measure;
import org.mambascope.base.Problem;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Autosave;
import org.mambascope.ui.session.OpenModel;
import org.mambascope.ui.session.PinnedModel;
import org.mambascope.ui.session.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class SessionFileTest {
    @TempDir Path folder;

    @Test
    @DisplayName("a saved session opens as it was: model, images, view, comparison and notes")
    void restoresEverything() {
        Session saved = Opened.sample(new FakeBackend());
        ObservationPoint point =
                saved.modelProperty().get().orElseThrow().network().points().getFirst();
        saved.pinned().pin(Path.of("other.pth"), Optional.of("PTS W4A4"));
        saved.options().swappedProperty().set(true);
        saved.options().sideBySideProperty().set(false);
        saved.options().alphaProperty().set(0.75);
        saved.selection().basisProperty().set(BasisComparison.Basis.ROTATED);
        saved.selection().measureProperty().set(Measure.OUTLIER_RATIO);
        saved.selection().scopeProperty().set(ImageScope.OVERLAY);
        saved.selection().choose(point);
        saved.selection().tokenProperty().set(OptionalInt.of(9));
        saved.selection().imageProperty().set(2);
        saved.options().outlierThresholdProperty().set(11);
        saved.options().bitsProperty().set(6);
        saved.notesProperty().set("Block 0 is calm.");
        Path file = folder.resolve("one.mambascope");
        saved.files().save(file, () -> {});

        Session opened = Opened.nothing(new FakeBackend());
        opened.open(List.of(file));

        assertThat(opened.files().state()).isEqualTo(saved.files().state());
        assertThat(opened.modelProperty().get().map(LoadedModel::name)).contains("vim");
        assertThat(opened.pinned().property().get().map(PinnedModel::name)).contains("PTS W4A4");
        assertThat(opened.options().swappedProperty().get()).isTrue();
        assertThat(opened.options().sideBySideProperty().get()).isFalse();
        assertThat(opened.options().alphaProperty().get()).isEqualTo(0.75);
        assertThat(opened.selection().basisProperty().get())
                .isEqualTo(BasisComparison.Basis.ROTATED);
        assertThat(opened.bases().foundProperty().get()).isPresent();
        assertThat(opened.selection().pointProperty().get()).contains(point);
        assertThat(opened.overlaid()).hasSize(3);
    }

    @Test
    @DisplayName("weights that were in view are in view again")
    void restoresWeights() {
        Session saved = Opened.sample(new FakeBackend());
        saved.selection().sourceProperty().set(ObservedSource.WEIGHTS);
        Path file = folder.resolve("one.mambascope");
        saved.files().save(file, () -> {});

        Session opened = Opened.nothing(new FakeBackend());
        opened.openSession(file);

        assertThat(opened.files().state()).isEqualTo(saved.files().state());
    }

    @Test
    @DisplayName("a session of weights with two readings asks which, every time, and goes on then")
    void asksWhichReading() throws IOException {
        Path file = folder.resolve("two.mambascope");
        Files.writeString(
                file, "{\"version\": 1, \"model\": \"undecided.pth\", \"notes\": \"mine\"}");
        Session opened = Opened.nothing(new FakeBackend());
        List<OpenModel.Question> asked = new ArrayList<>();
        opened.questionProperty().subscribe(question -> question.ifPresent(asked::add));

        opened.openSession(file);
        opened.openSession(file);
        assertThat(asked).hasSize(2);
        assertThat(opened.modelProperty().get()).isEmpty();

        opened.decide(asked.getLast(), asked.getLast().readings().getFirst());

        assertThat(opened.modelProperty().get().map(LoadedModel::name)).contains("undecided");
        assertThat(opened.notesProperty().get()).isEqualTo("mine");
    }

    @Test
    @DisplayName("a file that misses fields opens with the usual values")
    void takesUsualValues() throws IOException {
        Path file = folder.resolve("short.mambascope");
        Files.writeString(file, "{\"version\": 1, \"model\": \"vim.pth\", \"new\": 3}");

        Session opened = Opened.nothing(new FakeBackend());
        opened.selection().basisProperty().set(BasisComparison.Basis.ROTATED);
        opened.options().alphaProperty().set(0.2);
        opened.options().sideBySideProperty().set(false);
        opened.openSession(file);

        assertThat(opened.modelProperty().get()).isPresent();
        assertThat(opened.selection().basisProperty().get()).isEqualTo(BasisComparison.Basis.AS_IS);
        assertThat(opened.options().alphaProperty().get()).isEqualTo(0.5);
        assertThat(opened.options().sideBySideProperty().get()).isTrue();
        assertThat(opened.options().outlierThresholdProperty().get()).isEqualTo(6);
        assertThat(opened.selection().measureProperty().get()).isEqualTo(Measure.KURTOSIS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\": ; expected JSON",
                "null; found null",
                "[]; JSON object",
                "{}; version",
                "{\"version\": 99}; update",
                "{\"version\": 4294967298}; 4294967298",
                "{\"version\": 2, \"modle\": \"vim.pth\"}; model",
                "{\"version\": 2, \"images\": 5}; images",
                "{\"version\": 2, \"images\": [null]}; images[0]",
                "{\"version\": 2, \"images\": \"abc\"}; found \"abc\"",
                "{\"version\": 2, \"model\": 5}; found 5",
                "{\"version\": 2, \"sampleSize\": -5}; found -5",
                "{\"version\": 2, \"parts\": [1]}; parts",
                "{\"version\": 2, \"parts\": {\"runs\": {\"runs\": [{\"name\": \"x\"}]}}}; parts.runs.runs[0]: expected a field",
                "{\"version\": 2, \"parts\": {\"runs\": {\"runs\": 7}}}; parts.runs.runs: expected a list, found 7",
                "{\"version\": 2, \"parts\": {\"runs\": [7]}}; parts.runs: expected an object, found [7]",
                "{\"version\": 2, \"beside\": {\"nmae\": \"PTS\"}}; beside: “nmae”",
                "{\"version\": 2, \"parts\": {\"serach\": {}}}; parts: “serach”",
                "{\"version\": 2, \"parts\": {\"search\": {\"methd\": \"PTS\"}}}; did you mean method",
                "{\"version\": 2, \"parts\": {\"sensitivity\": {\"layers\": [{\"loos\": 1}]}}}; parts.sensitivity.layers[0]: “loos”",
            })
    @DisplayName("damaged and later files are refused in words, and so are unknown names anywhere")
    void refuses(String text, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("a.mambascope"), text);

        assertThatThrownBy(() -> SessionFile.read(file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("a.mambascope")
                .hasMessageContaining(part);
    }

    @Test
    @DisplayName("files of the first version pass over names of other versions, at every depth")
    void passesOverNamesOfOtherVersions() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("a.mambascope"),
                        """
                        {"version": 1, "new": 3, "beside": {"new": 3, "swapped": true},
                         "parts": {"runs": {"new": 3, "askedAbout": ["photos"]}, "new": 3}}
                        """);

        SessionState read = SessionFile.read(file);

        assertThat(read.beside().swapped()).isTrue();
        assertThat(read.parts().runs()).contains(new RunsState(List.of(), List.of("photos")));
        assertThat(read.parts().plan()).isEmpty();
    }

    @Test
    @DisplayName("a search of before there were several budgets is left out, and nothing with it")
    void leavesOutEarlierSearches() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("a.mambascope"),
                        """
                        {"version": 2, "notes": "mine", "parts": {"search":
                         {"method": "PTS", "operations": false, "found": {"cost": 3.0, "budget": 4.0}}}}
                        """);

        SessionState read = SessionFile.read(file);

        assertThat(read.notes()).isEqualTo("mine");
        assertThat(read.parts().search())
                .contains(new SearchState("PTS", List.of(), Optional.empty()));
    }

    @Test
    @DisplayName("a run that says nothing of itself is damage, and no fault of the report")
    void refusesRunsWithoutWords() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("a.mambascope"),
                        "{\"version\": 2, \"parts\": {\"runs\": {\"runs\": [{\"number\": 1}]}}}");

        assertThatThrownBy(() -> SessionFile.read(file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("runs[0]");
    }

    @Test
    @DisplayName("many changes are saved once, and a window that is left leaves nothing behind")
    void autosaves() {
        Session session = Opened.nothing(new FakeBackend());
        Autosave autosave = autosaved(session);
        assertThat(SessionFile.read(autosaveFile())).isEqualTo(session.files().state());

        autosave.end(true);

        assertThat(autosave.leftBehind()).isEmpty();
    }

    @Test
    @DisplayName(
            "what nobody decided about stays, until the question of the next start is answered")
    void keepsWhatWasNotDecided() {
        Session session = Opened.nothing(new FakeBackend());
        Autosave autosave = autosaved(session);
        session.notesProperty().set("Look at block 2.");
        autosave.end(false);

        Autosave next = new Autosave(session, autosaveFile(), later -> {}, Runnable::run);
        Path left = next.leftBehind().orElseThrow();
        assertThat(SessionFile.read(left).notes()).isEqualTo("Look at block 2.");
        next.end(true);
        assertThat(next.leftBehind()).contains(left);
        next.answered();
        next.end(true);

        assertThat(next.leftBehind()).isEmpty();
    }

    private Autosave autosaved(Session session) {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Autosave autosave = new Autosave(session, autosaveFile(), waiting::add, Runnable::run);
        autosave.start();
        session.openModel(Path.of("vim.pth"));
        session.images().add(List.of(Path.of("0.png")));
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        return autosave;
    }

    private Path autosaveFile() {
        return folder.resolve("autosave.mambascope");
    }
}
