package org.mambascope.ui.plan;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.util.Callback;

import org.mambascope.ui.text.Texts;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model, its blocks and their layers, with their bits. */
public final class PlanTable extends TreeTableView<PlanRow> {
    /** Rows that stay in view above the one that is scrolled to. */
    private static final int CONTEXT = 3;

    private static final double HELP_WIDTH = 360;

    private final PlanViewModel plan;
    private final Map<PlanRow, TreeItem<PlanRow>> items = new HashMap<>();
    private boolean choosing;

    public PlanTable(PlanViewModel plan) {
        this.plan = plan;
        setId("bit-plan");
        setAccessibleText(Texts.of("plan.title"));
        getStyleClass().add("plan-table");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(new Label(Texts.of("plan.none")));
        getColumns().add(column("plan.layer", 140, column -> new NameCell()));
        getColumns()
                .add(
                        column(
                                "plan.weights",
                                100,
                                column -> new BitsCell(plan, BitsCell.Kind.WEIGHT)));
        getColumns()
                .add(
                        column(
                                "plan.activations",
                                100,
                                column -> new BitsCell(plan, BitsCell.Kind.ACTIVATION)));
        getColumns().add(ratios());
        plan.rows().subscribe(this::fill);
        plan.selected().subscribe(this::choose);
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<TreeItem<PlanRow>>) change -> chosen());
    }

    /** Its title says what is left out. */
    private TreeTableColumn<PlanRow, PlanRow> ratios() {
        TreeTableColumn<PlanRow, PlanRow> ratios =
                column("plan.ratio", 112, column -> new RatioCell(plan));
        Label title = new Label();
        Tooltip help = new Tooltip();
        help.setWrapText(true);
        help.setMaxWidth(HELP_WIDTH);
        title.setTooltip(help);
        title.setId("plan-ratio-title");
        ratios.setText("");
        ratios.setGraphic(title);
        plan.draft()
                .subscribe(
                        draft -> {
                            String key =
                                    draft.method().recipe().learned()
                                            ? "plan.ratio.unlearned"
                                            : "plan.ratio";
                            title.setText(Texts.of(key));
                            help.setText(Texts.of(key + ".help"));
                        });
        return ratios;
    }

    private static TreeTableColumn<PlanRow, PlanRow> column(
            String key,
            double width,
            Callback<TreeTableColumn<PlanRow, PlanRow>, TreeTableCell<PlanRow, PlanRow>> cells) {
        TreeTableColumn<PlanRow, PlanRow> column = new TreeTableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
        column.setCellFactory(cells);
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.7);
        return column;
    }

    private void fill(List<PlanRow> rows) {
        choosing = true;
        items.clear();
        Map<PlanRow.Level, TreeItem<PlanRow>> open = new LinkedHashMap<>();
        for (PlanRow row : rows) {
            TreeItem<PlanRow> item = new TreeItem<>(row);
            items.put(row, item);
            open.put(row.level(), item);
            switch (row.level()) {
                case MODEL -> item.setExpanded(true);
                case BLOCK -> open.get(PlanRow.Level.MODEL).getChildren().add(item);
                case LAYER -> open.get(PlanRow.Level.BLOCK).getChildren().add(item);
            }
        }
        setRoot(open.get(PlanRow.Level.MODEL));
        choosing = false;
        choose(plan.selected().get());
    }

    private void chosen() {
        if (!choosing) {
            List<PlanRow> rows =
                    getSelectionModel().getSelectedItems().stream()
                            .filter(item -> item != null)
                            .map(TreeItem::getValue)
                            .toList();
            choosing = true;
            plan.selected().set(rows);
            choosing = false;
        }
    }

    private void choose(List<PlanRow> rows) {
        if (choosing) {
            return;
        }
        choosing = true;
        getSelectionModel().clearSelection();
        for (PlanRow row : rows) {
            TreeItem<PlanRow> item = items.get(row);
            if (item != null) {
                for (TreeItem<PlanRow> above = item.getParent();
                        above != null;
                        above = above.getParent()) {
                    above.setExpanded(true);
                }
                getSelectionModel().select(item);
            }
        }
        choosing = false;
        rows.stream().findFirst().map(items::get).ifPresent(item -> reveal(getRow(item)));
    }

    /** Scrolls to a row unless it is in view: a slider that is held must stay where it is. */
    private void reveal(int row) {
        boolean inView =
                lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                        && flow.getFirstVisibleCell() != null
                        && row >= flow.getFirstVisibleCell().getIndex()
                        && row <= flow.getLastVisibleCell().getIndex();
        if (!inView) {
            scrollTo(Math.max(0, row - CONTEXT));
        }
    }

    /** The row's name, and whether it has bits of its own. */
    private final class NameCell extends TreeTableCell<PlanRow, PlanRow> {
        private final Label name = new Label();
        private final Label own = new Label(Texts.of("plan.own"));
        private final HBox content = new HBox(name, own);

        NameCell() {
            own.getStyleClass().add("own");
            own.setMinWidth(USE_PREF_SIZE);
            content.getStyleClass().add("bits-cell");
            content.setAlignment(Pos.CENTER_LEFT);
            plan.draft().subscribe((before, now) -> show());
        }

        @Override
        protected void updateItem(PlanRow row, boolean empty) {
            super.updateItem(row, empty);
            show();
        }

        private void show() {
            PlanRow row = isEmpty() ? null : getItem();
            setGraphic(row == null ? null : content);
            if (row != null) {
                name.setText(row.name());
                own.setVisible(plan.isOwn(row));
                own.setManaged(plan.isOwn(row));
            }
        }
    }
}
