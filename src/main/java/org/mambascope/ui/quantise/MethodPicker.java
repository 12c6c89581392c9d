package org.mambascope.ui.quantise;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;

import org.mambascope.quant.plan.Method;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.plan.PlanViewModel;

/** The list of methods; each says in a line what it does. */
final class MethodPicker extends ComboBox<Method> {
    MethodPicker(PlanViewModel plan) {
        setId("method");
        getStyleClass().add("wide");
        getItems().setAll(plan.methods());
        setVisibleRowCount(plan.methods().size());
        setButtonCell(new MethodCell(false));
        setCellFactory(list -> new MethodCell(true));
        plan.draft().subscribe(draft -> setValue(draft.method()));
        valueProperty().subscribe((before, now) -> plan.choose(now));
    }

    /** A method's name, in the list with a line that says what it does. */
    private static final class MethodCell extends ListCell<Method> {
        private final boolean explained;

        MethodCell(boolean explained) {
            this.explained = explained;
        }

        @Override
        protected void updateItem(Method method, boolean empty) {
            super.updateItem(method, empty);
            if (empty || method == null) {
                setText("");
                setGraphic(null);
            } else if (explained) {
                Label name = new Label(method.words());
                name.getStyleClass().add("heading");
                setGraphic(new VBox(name, Section.note(PlanViewModel.explanation(method))));
            } else {
                setText(method.words());
            }
        }
    }
}
