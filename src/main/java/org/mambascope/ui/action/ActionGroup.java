package org.mambascope.ui.action;

import org.mambascope.ui.text.Texts;

import java.util.Locale;

/** The menus, in their order. */
public enum ActionGroup {
    FILE,
    ANALYSIS,
    QUANTISE,
    COMPARE,
    VIEW,
    GO,
    HELP;

    /** The menu's name. */
    public String title() {
        return Texts.of("actions." + name().toLowerCase(Locale.ROOT));
    }
}
