/**
 * LocalVim (Huang et al. 2024, "LocalMamba"; original: {@code local_vim.py} and {@code
 * mamba/multi_mamba.py} of hunto/LocalMamba): a Vim whose mixers scan in four directions, some of
 * them window by window, and weigh the channels of each.
 */
package org.mambascope.model.localvim;
