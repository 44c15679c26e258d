/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int paint_placeholder;
