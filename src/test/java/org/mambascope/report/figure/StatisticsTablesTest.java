package org.mambascope.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;

import java.util.List;

class StatisticsTablesTest {
    private static final PointStatistics STATISTICS = SampleStatistics.heavyTailed();

    @Test
    void theSummaryHasARowForEachPoint() {
        Table table =
                StatisticsTables.summary(
                        List.of(STATISTICS, SampleStatistics.heavyTailed(5, "in_proj")), 6);

        assertThat(table.rows()).hasSize(2);
        assertThat(cell(table, 0, "point"))
                .isEqualTo(new Cell.Text("layers.4.mixer.out_proj.input"));
        assertThat(cell(table, 0, "values")).isEqualTo(new Cell.Numeric(8 * 65 * 128));
        assertThat(cell(table, 0, "kurtosis"))
                .isEqualTo(new Cell.Numeric(STATISTICS.values().kurtosis()));
        assertThat(cell(table, 0, "percentile 99.99"))
                .isEqualTo(new Cell.Numeric(STATISTICS.values().percentile(99.99)));
        assertThat(cell(table, 0, "outlier channels"))
                .isEqualTo(new Cell.Numeric(ChannelOutliers.of(STATISTICS, 6).channels().size()));
        assertThat(cell(table, 1, "layer")).isEqualTo(new Cell.Text("in_proj"));
    }

    @Test
    void aPointWithoutClassTokenHasNoRatio() {
        PointStatistics plain =
                SampleStatistics.of(
                        0, "fc1", TokenOrder.rowMajor(1, 1), new float[][][] {{{1, 2}}}, 1);

        Table table = StatisticsTables.summary(List.of(plain), 6);

        assertThat(cell(table, 0, "class token / median variance"))
                .isEqualTo(new Cell.Numeric(Double.NaN));
    }

    @Test
    void tokensSayWhatStandsThere() {
        Table table = StatisticsTables.tokens(STATISTICS);

        assertThat(table.rows()).hasSize(65);
        assertThat(cell(table, 19, "place")).isEqualTo(new Cell.Text("row 2, column 3"));
        assertThat(cell(table, 32, "place")).isEqualTo(new Cell.Text("class token"));
        assertThat(cell(table, 64, "maximum"))
                .isEqualTo(new Cell.Numeric(STATISTICS.tokens().maximum()[64]));
    }

    @Test
    void channelsAreMeasuredByTheMedian() {
        PointStatistics three =
                SampleStatistics.of(
                        0, "fc1", TokenOrder.rowMajor(1, 1), new float[][][] {{{1, -8, 2}}}, 1);

        Table table = StatisticsTables.channels(three);

        assertThat(cell(table, 1, "absolute maximum")).isEqualTo(new Cell.Numeric(8));
        assertThat(cell(table, 1, "times median")).isEqualTo(new Cell.Numeric(4));
    }

    private static Cell cell(Table table, int row, String column) {
        return table.rows().get(row).get(table.columns().indexOf(column));
    }
}
