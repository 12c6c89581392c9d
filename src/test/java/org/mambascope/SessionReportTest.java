package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.cli.Commands;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.session.RunsState;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionJson;
import org.mambascope.session.SessionState;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.compare.CompareViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** From a session of the window to a page of the command line. */
class SessionReportTest {
    private static final String CAREFUL = "layers.4.mixer.out_proj";
    private static final LayerBits EIGHT = new LayerBits(8, 8);

    @TempDir Path folder;

    @Test
    @DisplayName("a saved session becomes one page with its runs, tests, sensitivities and search")
    void tellsASession() throws IOException {
        Session session = Opened.nothing(new FakeBackend());
        Runs runs = new Runs(session);
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        QuantiseViewModel quantise =
                new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        CompareViewModel compare = new CompareViewModel(session, dialogs, runs, quantise);
        session.openModel(Path.of("sample-models/vim-fmnist.safetensors").toAbsolutePath());
        session.images().add(List.of(Path.of("sample-images/fashion-mnist").toAbsolutePath()));
        session.sampleSizeProperty().set(4);
        session.notesProperty().set("Mind <block 4>.");
        quantise.conversion().run();
        compare.chosen().call(runs.all().get(1), "mine", "the good one");
        compare.measuring().accuracy();
        compare.sensitivity().measure();
        compare.search().measure();
        compare.search().verify();
        quantise.plan().use(quantise.plan().draft().getValue().bits().with(CAREFUL, EIGHT));
        quantise.conversion().run();
        quantise.plan().choose(Method.JLSS);
        Path file = folder.resolve("one.mambascope");
        session.files().save(file, () -> {});
        Path page = folder.resolve("page.html");
        Path own = folder.resolve("own.html");
        session.files().report(own);
        assertThat(own)
                .content()
                .contains("<td>mine</td>")
                .contains("Bit search, PTS + smoothing")
                .contains("Mind &lt;block 4&gt;.");

        int code = Commands.run((_, _) -> 1, "report", file.toString(), "--out", page.toString());

        assertThat(code).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains("Mind &lt;block 4&gt;.")
                .contains("<td>mine</td>")
                .contains("<td>the good one</td>")
                .contains("Paired tests (McNemar)")
                .contains("Sensitivity, each layer alone by PTS + smoothing")
                .contains("Bit search, PTS + smoothing")
                .contains("layers.2.mixer.out_proj")
                .contains("<h2>Bits of each run</h2>", "<h3>mine</h3>\n<p>Every layer W4A4</p>")
                .contains(
                        "<h2>The plan in mind</h2>", "<dd>PTS + JLSS</dd>", "W4A4, 1 layer differs")
                .contains("<dd>256 images of the session&#39;s, first</dd>")
                .containsOnlyOnce("<dt>Learning</dt><dd>default, at most 10 epochs</dd>")
                .contains("prefers-color-scheme:dark")
                .contains("data:image/png;base64,")
                .doesNotContain("<script")
                .doesNotContain("src=\"http");
        assertThat(cells(html, "W8A8")).as("of a run and of the plan").isEqualTo(2);
        assertThat(cells(html, "W4A4")).isEqualTo(2 * 47);
        assertThat(html.split("<svg", -1).length - 1).isGreaterThanOrEqualTo(6);
    }

    @Test
    @DisplayName("what the window writes is what reports read, value for value")
    void readsWhatTheWindowWrites() {
        Session session = Opened.nothing(new FakeBackend());
        Runs runs = new Runs(session);
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        QuantiseViewModel quantise =
                new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        CompareViewModel compare = new CompareViewModel(session, dialogs, runs, quantise);
        session.openModel(Path.of("vim.pth"));
        session.images().add(List.of(Path.of("0.png"), Path.of("1.png")));
        quantise.conversion().run();
        compare.measuring().accuracy();
        compare.sensitivity().measure();
        compare.search().measure();
        compare.search().verify();
        Path file = folder.resolve("one.mambascope");
        session.files().save(file, () -> {});

        SessionState read = SessionFile.read(file);

        assertThat(SessionJson.tree(read)).isEqualTo(SessionJson.tree(session.files().state()));
        assertThat(read.model()).contains(Path.of("vim.pth").toAbsolutePath().toString());
        assertThat(read.images()).hasSize(2);
        assertThat(read.parts().plan().orElseThrow().bits())
                .isEqualTo(quantise.plan().draft().getValue().bits());
        RunsState found = read.parts().runs().orElseThrow();
        assertThat(found.runs())
                .extracting(Run::name)
                .containsExactly("vim", runs.all().get(1).name());
        assertThat(found.runs().get(1).accuracy()).isEqualTo(runs.all().get(1).accuracy());
        assertThat(read.parts().sensitivity()).contains(compare.sensitivity().ranking().getValue());
        assertThat(read.parts().search()).contains(compare.search().state().getValue());
    }

    /** Of maps, not of tables. */
    private static long cells(String html, String text) {
        return Pattern.compile("color:#[0-9a-f]{6}\">" + text + "</td>")
                .matcher(html)
                .results()
                .count();
    }

    @Test
    @DisplayName("what is no session is refused")
    void refuses() throws IOException {
        Path file = Files.writeString(folder.resolve("no.mambascope"), "{\"model\": ");
        Path page = folder.resolve("page.html");

        assertThat(Commands.run((_, _) -> 1, "report", file.toString(), "--out", page.toString()))
                .isEqualTo(1);
        assertThat(page).doesNotExist();
    }
}
