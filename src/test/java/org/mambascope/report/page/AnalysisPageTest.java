package org.mambascope.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.PointStatistics;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.figure.FigureOptions;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class AnalysisPageTest {
    private static final List<PointStatistics> POINTS = points();
    private static final String HTML = report().html();

    private static List<PointStatistics> points() {
        List<PointStatistics> points = new ArrayList<>();
        for (int block = 0; block < 3; block++) {
            for (String kind : List.of("in_proj", "x_proj", "out_proj")) {
                points.add(SampleStatistics.heavyTailed(block, kind));
            }
        }
        return points;
    }

    private static AnalysisPage report() {
        return new AnalysisPage(
                "Analysis of <vim> & more",
                List.of(
                        new AnalysisPage.Fact("Model", "vim_\"fmnist\""),
                        new AnalysisPage.Fact("Images", "8")),
                POINTS,
                List.of(POINTS.get(2), POINTS.get(5)),
                FigureOptions.DEFAULT.withLevelBits(OptionalInt.of(4)),
                List.of("The class token is assumed in the middle."));
    }

    @Test
    void itIsWrittenAsOneFile() throws IOException {
        Path file = Path.of("target", "figures", "report.html");

        report().write(file);

        assertThat(Files.readString(file)).isEqualTo(HTML);
    }

    @Test
    void textIsEscaped() {
        assertThat(HTML)
                .contains("<h1>Analysis of &lt;vim&gt; &amp; more</h1>", "vim_&quot;fmnist&quot;")
                .doesNotContain("<vim>");
    }

    @Test
    void itNeedsNothingFromElsewhereAndRunsNothing() {
        assertThat(HTML).doesNotContain("<script", "<link", "@import", "src=\"http");
        Matcher references = Pattern.compile("(?:href|src)=['\"](.{0,21})").matcher(HTML);
        assertThat(references.results()).isNotEmpty();
        references.reset();
        while (references.find()) {
            assertThat(references.group(1)).startsWith("data:image/png;base64");
        }
    }

    @Test
    void namesInsideAreUnique() {
        List<String> ids =
                Pattern.compile(" id=['\"]([^'\"]+)")
                        .matcher(HTML)
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyFigureIsWellFormed() throws Exception {
        Matcher figures = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(HTML);
        int count = 0;
        while (figures.find()) {
            var document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(figures.group())));
            assertThat(document.getDocumentElement().getAttribute("viewBox"))
                    .isEqualTo("0 0 560 330");
            count++;
        }
        assertThat(count).isEqualTo(10);
    }

    @Test
    void coloursFollowTheReadersSetting() {
        assertThat(HTML)
                .contains(
                        "@media (prefers-color-scheme:dark)",
                        "--background:#1e2228",
                        "fill:var(--series)",
                        "var(--muted)")
                .doesNotContain("rgb(115,151,177)");
    }

    @Test
    void findingsMapsFiguresNotesAndNumbersAreThere() {
        assertThat(HTML)
                .contains(
                        "What was found",
                        "has the longest tail: kurtosis ",
                        "The class token is assumed in the middle.",
                        "<h3>Outlier ratio</h3>",
                        "Block 0 › out_proj",
                        ">Token-wise variance<",
                        "layers.2.mixer.x_proj.input");
        assertThat(Pattern.compile("<figure ").matcher(HTML).results()).hasSize(10);
    }

    @Test
    void aReportWithoutPointsIsStillAReport() {
        AnalysisPage empty =
                new AnalysisPage(
                        "Empty", List.of(), List.of(), List.of(), FigureOptions.DEFAULT, List.of());

        assertThat(empty.html()).contains("<h1>Empty</h1>").doesNotContain("Where it is fragile");
    }
}
