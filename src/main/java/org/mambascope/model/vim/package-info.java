/**
 * Vim (Zhu et al. 2024, "Vision Mamba"; original: {@code vim/models_mamba.py} and {@code
 * mamba_ssm/modules/mamba_simple.py} of hustvl/Vim).
 */
package org.mambascope.model.vim;
