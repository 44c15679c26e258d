/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int text_paint_placeholder;
