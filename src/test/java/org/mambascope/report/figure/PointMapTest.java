package org.mambascope.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.export.FigureFile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PointMapTest {
    private static final PointStatistics FIRST = SampleStatistics.heavyTailed(0, "in_proj");
    private static final PointStatistics SECOND = SampleStatistics.heavyTailed(0, "out_proj");
    private static final PointStatistics THIRD = SampleStatistics.heavyTailed(1, "in_proj");

    @Test
    void kindsAreRowsAndBlocksColumns() {
        PointMap map = PointMap.of(Measure.KURTOSIS, List.of(FIRST, SECOND, THIRD));

        assertThat(map.title()).isEqualTo("Kurtosis");
        assertThat(map.kinds()).containsExactly("in_proj", "out_proj");
        assertThat(map.blocks()).containsExactly(0, 1);
        assertThat(map.cell("in_proj", 1))
                .contains(new PointMap.Cell(THIRD.point(), THIRD.values().kurtosis()));
        assertThat(map.cell("out_proj", 1)).isEmpty();
    }

    @Test
    void theScaleIsByRatioUnlessSomethingIsNotPositive() {
        assertThat(map(3, 2541, Double.NaN).scale()).isEqualTo(ColourScale.logarithmic(3, 2541));
        assertThat(map(-1, 2).scale()).isEqualTo(ColourScale.linear(-1, 2));
        assertThat(map(Double.NaN).scale()).isEqualTo(ColourScale.linear(0, 1));
        assertThat(map().scale()).isEqualTo(ColourScale.linear(0, 1));
    }

    @Test
    void theFigureShowsNumbersKindsAndBlocks() {
        PointMap map = map(3, 2541, 12.4);
        Figure figure = new PointMapFigure(map, Optional.of(map.cells().get(1).point()));

        assertThat(FigureFile.svgElement(figure, FigureTheme.LIGHT, FigureSize.DEFAULT, "figure"))
                .contains(">2,541<", ">12.4<", ">out_proj<", ">1<", ">Error<");
    }

    @Test
    void rowsOfTheDirectionsOfAScanAreToldApart() {
        TokenOrder rows = TokenOrder.rowMajor(2, 3);
        TokenOrder columns = new TokenOrder(2, 3, new int[] {0, 3, 1, 4, 2, 5});
        Map<ObservationPoint, Double> values = new LinkedHashMap<>();
        List<TokenOrder> orders = List.of(rows, columns, rows.reversed(), columns.reversed());
        for (int k = 0; k < orders.size(); k++) {
            values.put(new ObservationPoint("x" + k, 0, "x_proj" + k, 4, orders.get(k)), 1.0);
        }
        values.put(new ObservationPoint("in", 0, "in_proj", 4, rows), 1.0);

        PointMap map = PointMap.of("Kurtosis", values);

        assertThat(map.kinds().stream().map(map::label))
                .containsExactly("x_proj0 →", "x_proj1 ↓", "x_proj2 ←", "x_proj3 ↑", "in_proj");
    }

    @Test
    void cellsAreFoundUnderTheMouse() {
        PointMap map = map(3, 2541, 12.4);
        PointMapFigure figure = new PointMapFigure(map, Optional.empty());

        assertThat(figure.pointAt(1.3, 0.2)).contains(map.cells().get(1).point());
        assertThat(figure.reading(1.3, 0.2)).contains("block 1 · out_proj · 2,541");
        assertThat(figure.pointAt(7, 0)).isEmpty();
    }

    @Test
    void anEmptyMapIsDrawn() {
        assertThat(
                        FigureFile.svgElement(
                                new PointMapFigure(map(), Optional.empty()),
                                FigureTheme.DARK,
                                FigureSize.DEFAULT,
                                "figure"))
                .contains(">Error<");
    }

    private static PointMap map(double... values) {
        Map<ObservationPoint, Double> cells = new LinkedHashMap<>();
        for (int block = 0; block < values.length; block++) {
            cells.put(
                    new ObservationPoint(
                            "layers." + block + ".mixer.out_proj.input",
                            block,
                            "out_proj",
                            1,
                            TokenOrder.rowMajor(1, 1)),
                    values[block]);
        }
        return PointMap.of("Error", cells);
    }
}
