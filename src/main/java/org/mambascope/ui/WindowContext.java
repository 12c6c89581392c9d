package org.mambascope.ui;

import javafx.beans.value.ObservableValue;

import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.Session;

/**
 * What all of the window's parts share.
 *
 * @param session what is open
 * @param preferences what is remembered between starts
 * @param dialogs what asks for files
 * @param style how it looks
 */
public record WindowContext(
        Session session,
        Preferences preferences,
        FileDialogs dialogs,
        ObservableValue<Style> style) {}
