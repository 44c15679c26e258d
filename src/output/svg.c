/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int svg_placeholder;
