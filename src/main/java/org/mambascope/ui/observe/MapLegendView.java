package org.mambascope.ui.observe;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.mambascope.report.chart.ColourMap;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.figure.PointMap;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.awt.Color;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says which colour of the map means which number. */
final class MapLegendView extends HBox {
    private static final int STOPS = 8;

    MapLegendView(BlockMapViewModel viewModel) {
        setId("map-legend");
        getStyleClass().add("map-legend");
        setAlignment(Pos.CENTER_LEFT);
        Label low = Section.note("");
        Label high = Section.note("");
        for (Label end : new Label[] {low, high}) {
            end.setMinWidth(USE_PREF_SIZE);
        }
        Region strip = new Region();
        strip.getStyleClass().add("map-strip");
        strip.setStyle("-fx-background-color: linear-gradient(to right, " + colours() + ");");
        HBox.setHgrow(strip, Priority.ALWAYS);
        getChildren().setAll(low, strip, high);
        viewModel
                .map()
                .subscribe(
                        map -> {
                            ColourScale scale = map.scale();
                            low.setText(Numbers.tersely(scale.from()));
                            high.setText(Numbers.tersely(scale.to()));
                            setAccessibleText(
                                    Texts.of("map.legend", low.getText(), high.getText()));
                        });
        Visibility.shownWhen(this, viewModel.map().map(MapLegendView::hasNumbers));
    }

    private static boolean hasNumbers(PointMap map) {
        return map.cells().stream().anyMatch(cell -> Double.isFinite(cell.value()));
    }

    private static String colours() {
        return IntStream.rangeClosed(0, STOPS)
                .mapToObj(stop -> ColourMap.VIRIDIS.colour(stop / (double) STOPS))
                .map(MapLegendView::hexadecimal)
                .collect(Collectors.joining(", "));
    }

    private static String hexadecimal(Color colour) {
        return "#%06x".formatted(colour.getRGB() & 0xffffff);
    }
}
