/**
 * Files that are written whole or not at all, their places, and what unfinished ones leave behind.
 */
package org.mambascope.base.file;
