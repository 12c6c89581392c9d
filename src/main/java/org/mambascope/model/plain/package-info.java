/**
 * Parts that Vim and LocalVim share: plain Visual Mambas, in which one sequence of tokens of one
 * width passes through all blocks (original: {@code vim/models_mamba.py} of hustvl/Vim). They
 * differ in their mixers' scans.
 */
package org.mambascope.model.plain;
