/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int figure_placeholder;
