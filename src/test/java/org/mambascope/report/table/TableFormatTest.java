package org.mambascope.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.report.page.HtmlText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class TableFormatTest {
    @Test
    void csvQuotesOnlyWhatNeedsIt() {
        Table table =
                Table.named("t", "layer", "kurtosis, all")
                        .row("out_proj", 2541.25)
                        .row("say \"x\"", Double.NaN)
                        .build();

        assertThat(TableFormat.CSV.text(table))
                .isEqualTo("layer,\"kurtosis, all\"\r\nout_proj,2541.25\r\n\"say \"\"x\"\"\",\r\n");
    }

    @Test
    void csvGivesSpreadsheetsNothingToCompute() {
        Table.Builder table = Table.named("t", "class", "x");
        for (String text : List.of("=cmd|'/C calc'!A0", "@SUM(1)", "+1+1", "-a", "\t=1", "-1.5")) {
            table.row(text, -1.5);
        }

        assertThat(TableFormat.CSV.text(table.build()).split("\r\n"))
                .containsExactly(
                        "class,x",
                        "\"'=cmd|'/C calc'!A0\",-1.5",
                        "\"'@SUM(1)\",-1.5",
                        "\"'+1+1\",-1.5",
                        "\"'-a\",-1.5",
                        "\"'\t=1\",-1.5",
                        "-1.5,-1.5");
    }

    @Test
    void textIsAlignedAndHasNoMarkup() {
        Table table =
                Table.named("t", "layer", "kurtosis").row("dt_proj", 2541.25).row("×", 3).build();

        assertThat(TableFormat.TEXT.text(table))
                .isEqualTo("layer    kurtosis\ndt_proj     2,541\n×               3\n");
    }

    @Test
    void whatWouldRuleATerminalIsNotPrinted() {
        Table table = Table.named("t", "class").row("\u001b[31mred\u0007").build();

        for (TableFormat format :
                List.of(TableFormat.TEXT, TableFormat.MARKDOWN, TableFormat.LATEX)) {
            assertThat(format.text(table)).contains("red").doesNotContain("\u001b", "\u0007");
        }
        assertThat(HtmlText.escaped("\u001b[31mred<")).isEqualTo("\uFFFD[31mred&lt;");
    }

    @Test
    void markdownAlignsNumbersRightAndTakesMarkupLiterally() {
        Table table = Table.named("t", "layer", "kurtosis").row("out_proj|x", 2541.25).build();

        assertThat(TableFormat.MARKDOWN.text(table))
                .isEqualTo("| layer | kurtosis |\n| --- | ---: |\n| out\\_proj\\|x | 2,541 |\n");
    }

    @Test
    void latexEscapesWhatItWouldRead() {
        Table table = Table.named("t", "layer", "mean").row("50 % & x_1 \\", -2e-7).build();

        assertThat(TableFormat.LATEX.text(table))
                .contains(
                        "\\begin{tabular}{lr}",
                        "50 \\% \\& x\\_1 \\textbackslash{} & "
                                + "$-$2 $\\times$ 10$^{-}$$^{7}$ \\\\");
    }

    @Property(tries = 200)
    void csvReadsBackAsItWasWritten(
            @ForAll @Size(min = 1, max = 4) List<String> texts, @ForAll double value) {
        Table.Builder builder = Table.named("t", "text", "number");
        texts.forEach(text -> builder.row(text, value));

        List<List<String>> read = parseCsv(TableFormat.CSV.text(builder.build()));

        assertThat(read).hasSize(texts.size() + 1);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(read.get(i + 1).get(0)).isIn(texts.get(i), "'" + texts.get(i));
            assertThat(Double.parseDouble(read.get(i + 1).get(1))).isEqualTo(value);
        }
    }

    @Property(tries = 200)
    void jsonReadsBackAsItWasWritten(@ForAll String text, @ForAll double value) throws IOException {
        String json = TableFormat.JSON.text(Table.named(text, "a", "b").row(text, value).build());

        JsonNode read = new ObjectMapper().readTree(json);

        assertThat(read.get("rows").get(0).get("a").asText()).isEqualTo(text);
        assertThat(read.get("rows").get(0).get("b").asDouble()).isEqualTo(value);
        assertThat(read.get("name").asText()).isEqualTo(text);
    }

    @Test
    void jsonSaysNullWhereThereIsNoNumber() throws IOException {
        Table table = Table.named("t", "a", "b").row(Double.NaN, 1.0 / 0).build();

        JsonNode row = new ObjectMapper().readTree(TableFormat.JSON.text(table)).get("rows").get(0);

        assertThat(row.get("a").isNull()).isTrue();
        assertThat(row.get("b").isNull()).isTrue();
    }

    @Property(tries = 200)
    void noTextBreaksOutOfItsCell(@ForAll String text) {
        Table table = Table.named("t", "a", "b").row(text, 1).build();

        String markdown = TableFormat.MARKDOWN.text(table);
        assertThat(markdown.lines()).hasSize(3);
        assertThat(markdown.lines().toList().getLast().replaceAll("\\\\.", "").split("\\|", -1))
                .hasSize(4);
        String latex = TableFormat.LATEX.text(table);
        String row = latex.lines().toList().get(5);
        assertThat(row.replaceAll("\\\\[^\\\\]", "").chars().filter(c -> c == '&')).hasSize(1);
        assertThat(row).endsWith(" \\\\");
    }

    @Test
    void theEndingChoosesTheFormat(@TempDir Path folder) throws IOException {
        Table table = Table.named("t", "a").row(1).build();

        TableFormat.write(table, folder.resolve("t.CSV"));

        assertThat(Files.readString(folder.resolve("t.CSV"))).isEqualTo("a\r\n1\r\n");
        assertThatThrownBy(() -> TableFormat.write(table, folder.resolve("t.xlsx")))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(".csv, .json, .md, .tex or .txt", "t.xlsx");
    }

    @Test
    void tablesAreRectangularWithDifferentNames() {
        assertThatThrownBy(() -> Table.named("t", "a", "b").row(1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.named("t", "a", "a").build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A plain reader of RFC 4180. */
    private static List<List<String>> parseCsv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    rows.add(row);
                    row = new ArrayList<>();
                    i++;
                }
            } else {
                field.append(c);
            }
        }
        return rows;
    }
}
