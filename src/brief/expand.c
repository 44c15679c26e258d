/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int expand_placeholder;
