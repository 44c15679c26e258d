/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int draw_placeholder;
