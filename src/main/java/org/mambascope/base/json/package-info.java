/** JSON objects read field by field: known names, kinds and ranges, or a refusal with the place. */
package org.mambascope.base.json;
